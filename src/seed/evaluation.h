// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "postgres/session.h"

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

/// For one row: whether each condition holds (NULL holds, as in a CHECK); nothing if the evaluation
/// failed, as 1/0 does.
using Verdict = std::optional<std::vector<bool>>;

/// Evaluates every condition for every row, in one statement unless one of them fails. A row has a
/// cell for each column that is given. Leaves the open transaction as it was.
std::vector<Verdict> evaluate(postgres::Session& session, const Frame& frame,
                              const std::vector<CellRow>& rows);

/// Which of `values` the type takes as input, domains' conditions included.
/// Requires: create_helpers() was called in this transaction.
std::vector<bool> accepted(postgres::Session& session, const std::string& type_sql,
                           const std::vector<std::string>& values);

/// Creates the temporary functions that the questions need; drop_helpers() takes them away again.
void create_helpers(postgres::Session& session);
void drop_helpers(postgres::Session& session);

}  // namespace pgstair::seed
