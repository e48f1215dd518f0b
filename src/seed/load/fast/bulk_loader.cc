// SPDX-License-Identifier: MIT
#include "seed/load/fast/bulk_loader.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "seed/load/fast/indexes_at_once.h"
#include "seed/load/fast/keys_at_once.h"
#include "seed/load/fast/reserved_numbers.h"

namespace pgstair::seed {

namespace {

/// COPY of up to `wanted` rows, with numbers that were reserved for them; how many there were, or
/// nothing if the server refused one.
std::optional<std::uint64_t> copy(postgres::Session& session, const Table& table, RowSource& source,
                                  std::uint64_t wanted,
                                  const std::vector<ReservedNumbers>& reserved) {
  std::vector<std::string> columns = source.column_names();
  const std::size_t width = columns.size();
  for (const auto& numbers : reserved) columns.push_back(numbers.column);
  std::uint64_t given = 0;
  const auto copied = session.try_copy(table.sql_name(), columns, [&](CellRow& row) {
    if (given == wanted || !source.next(row)) return false;
    for (std::size_t i = 0; i < reserved.size(); ++i) {
      row[width + i] = std::to_string(reserved[i].first + static_cast<std::int64_t>(given));
    }
    ++given;
    return true;
  });
  if (postgres::failure(copied) != nullptr) return std::nullopt;
  return given;
}

std::optional<LoadOutcome> load_at_once(postgres::Session& session, const LoadRequest& request) {
  const Table& table = request.table;
  const bool keys = request.parents != nullptr && may_check_keys_at_once(session, table);
  // Checked row by row, a key that refers to its own table would miss the index.
  if (!keys && !table.foreign_keys.empty()) return std::nullopt;
  const auto indexes = postpone_indexes(session, table);
  if (!keys && indexes.empty()) return std::nullopt;
  if (keys) postpone_keys(session, *request.parents, table);
  RowSource source = request.source;
  // Indexes were postponed: nobody else adds rows meanwhile.
  const auto reserved = indexes.empty()
                            ? std::vector<ReservedNumbers>()
                            : reserve_numbers(session, table, source.columns(), request.wanted);
  const auto given = copy(session, table, source, request.wanted, reserved);
  if (!given || !build_indexes(session, indexes)) return std::nullopt;
  if (keys && !check_keys(session, *request.parents, table)) return std::nullopt;
  return LoadOutcome{*given, source.why_exhausted()};
}

}  // namespace

BulkLoader::BulkLoader(postgres::Session& session, std::uint64_t fewest,
                       std::unique_ptr<Loader> plain)
    : session_(session), fewest_(fewest), plain_(std::move(plain)) {}

LoadOutcome BulkLoader::load(const LoadRequest& request) {
  if (request.wanted < fewest_ || request.source.columns().empty()) return plain_->load(request);
  session_.execute("SAVEPOINT pgstair_bulk");
  const auto outcome = load_at_once(session_, request);
  session_.execute(outcome ? "RELEASE SAVEPOINT pgstair_bulk"
                           : "ROLLBACK TO SAVEPOINT pgstair_bulk; RELEASE SAVEPOINT pgstair_bulk");
  return outcome ? *outcome : plain_->load(request);
}

}  // namespace pgstair::seed
