// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/cache/fill_cache.h"

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

/// Asks within one transaction of a session, and of what the cache remembers not again.
class Evaluator {
 public:
  /// Requires: both outlive this object.
  Evaluator(postgres::Session& session, FillCache& cache) : session_(session), cache_(cache) {}

  /// Evaluates every condition for every row, in one statement unless one of them fails. Leaves the
  /// open transaction as it was.
  /// Requires: a row has a cell for each column that is given.
  std::vector<Verdict> evaluate(const Frame& frame, const std::vector<CellRow>& rows);

  /// Which of `values` the type takes as input, domains' conditions included. Creates a temporary
  /// function for it, which goes with drop_helper(), or with the transaction if that is rolled
  /// back.
  std::vector<bool> accepted(const std::string& type_sql, const std::vector<std::string>& values);

  void drop_helper();

 private:
  std::vector<bool> ask_what_is_accepted(const std::string& type_sql,
                                         const std::vector<std::string>& values);

  postgres::Session& session_;
  FillCache& cache_;
  bool may_have_helper_ = false;  ///< a savepoint that is rolled back takes it away
};

}  // namespace pgstair::seed
