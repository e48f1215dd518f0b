// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/cache/load_outcome.h"
#include "seed/rows/row_source.h"

namespace pgstair::seed {

/// Tries rows one at a time on the server, from a temporary table of candidates.
class RowByRow {
 public:
  /// Requires: `session` and `table` outlive this object.
  RowByRow(postgres::Session& session, const Table& table, RowSource source);
  ~RowByRow();
  RowByRow(const RowByRow&) = delete;
  RowByRow& operator=(const RowByRow&) = delete;

  /// How long to go on.
  struct Search {
    std::uint64_t wanted = 0;  ///< rows
    std::uint64_t enough = 0;  ///< so many will do
    std::uint64_t tries_for_each = 1;
    bool hasty = false;  ///< else a few hundred are tried however few are wanted
  };

  /// Adds rows; notes the places of those that were added.
  LoadOutcome run(const Search& search, std::vector<std::uint64_t>& taken);

  /// Up to `wanted` rows that the server would take, each by itself; adds none.
  std::vector<CellRow> acceptable(std::size_t wanted);

 private:
  std::string insert_statement() const;
  std::uint64_t stage(std::uint64_t size);
  std::uint64_t insert(std::uint64_t wanted, std::vector<std::uint64_t>& taken);
  /// Whether every row so far met a trigger that names a column, function or table that is not
  /// there (any more): so will the next ones.
  bool refused_whatever_they_hold();
  std::string most_frequent_refusal();

  postgres::Session& session_;
  const Table& table_;
  RowSource source_;
  std::uint64_t place_ = 0;  ///< of the next candidate in the source
};

}  // namespace pgstair::seed
