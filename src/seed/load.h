// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/group_rows.h"

namespace pgstair::seed {

/// The rows of one table, all columns together.
class RowSource {
 public:
  RowSource(const Table& table, std::vector<GroupRows> groups);

  /// The columns that a row gives, in the order of its cells.
  const std::vector<const Column*>& columns() const { return columns_; }

  /// Fills `row`; false if there are no more, for which why_exhausted() has the reason.
  bool next(CellRow& row);
  const std::string& why_exhausted() const { return why_exhausted_; }

 private:
  std::vector<GroupRows> groups_;
  std::vector<const Column*> columns_;
  std::string why_exhausted_;
};

/// How many rows the table has.
std::uint64_t count_rows(postgres::Session& session, const Table& table);

/// What became of a table's rows.
struct LoadOutcome {
  std::uint64_t added = 0;
  std::string reason;  ///< why there are fewer than were wanted: the server's most frequent refusal
};

/// Adds `wanted` rows by COPY. If the server refuses one, row by row, leaving out what is refused
/// and going on through `source` (a copy of it each time), then through `varied`, until there are
/// enough or it gives up; soon, unless `thorough`.
LoadOutcome load(postgres::Session& session, const Table& table, const RowSource& source,
                 const std::function<RowSource()>& varied, std::uint64_t wanted, bool thorough);

/// Up to `wanted` rows of `source` that the server would take, each by itself; adds none.
std::vector<CellRow> acceptable_rows(postgres::Session& session, const Table& table,
                                     RowSource source, std::size_t wanted);

}  // namespace pgstair::seed
