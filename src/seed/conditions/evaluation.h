// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/cache/memory.h"

/// Questions to the server about values that are in no table yet.
namespace pgstair::seed {

using Cell = std::optional<std::string>;
using CellRow = std::vector<Cell>;

/// A row type to evaluate conditions over.
struct Frame {
  struct FrameColumn {
    std::string name;
    std::string type_sql;
    std::string generated_as;  ///< its expression, if the value is generated and not given
  };
  std::string alias;  ///< the table's name, which a condition may use
  std::vector<FrameColumn> columns;
  std::vector<std::string> conditions;
};

/// Evaluates every condition for every row, in one statement unless one of them fails. A row has a
/// cell for each column that is given. Leaves the open transaction as it was.
std::vector<Verdict> evaluate(postgres::Session& session, const Frame& frame,
                              const std::vector<CellRow>& rows, Answers* answers = nullptr);

/// Which of `values` the type takes as input, domains' conditions included. Answers are kept for
/// types of the server's own.
/// Requires: with no `answers`, that create_helpers() was called in this transaction; with them,
/// the helpers are created when they are needed, and drop_helpers(session, answers) is called in
/// the end.
std::vector<bool> accepted(postgres::Session& session, const std::string& type_sql,
                           const std::vector<std::string>& values, Answers* answers = nullptr);

/// Creates the temporary functions that the questions need; drop_helpers() takes them away again.
void create_helpers(postgres::Session& session);
void drop_helpers(postgres::Session& session);
void drop_helpers(postgres::Session& session, Answers& answers);

}  // namespace pgstair::seed
