// SPDX-License-Identifier: MIT
#include "catalog/track/catalog_state.h"

#include <charconv>

#include "support/errors.h"

namespace pgstair::catalog {

std::int64_t to_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  ensure(error == std::errc() && end == text.data() + text.size(), "a catalog row's number");
  return value;
}

CatalogState read_state(ReadTransaction& transaction, const RowQueries& queries,
                        const CatalogState& before, int sessions_at_rest) {
  const auto rows = transaction.execute_prepared(
      "pgstair_writes", queries.writes(), {before.transaction, std::to_string(sessions_at_rest)},
      Planning::any);
  CatalogState state;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::int64_t line = to_integer(*rows.at(row, 0));
    const std::string value = rows.text(row, 1);
    if (line == RowQueries::outside_names) {
      state.outside_names = to_integer(value);
    } else if (line == RowQueries::oldest_unseen) {
      state.oldest_unseen = value;
    } else if (line == RowQueries::transaction) {
      state.transaction = value;
    } else if (line == RowQueries::is_complete) {
      state.complete = value == "1";
    } else if (line == RowQueries::was_undone) {
      state.undone = value == "1";
    } else if (line == RowQueries::files) {
      state.files = value;
    } else if (line == RowQueries::all_seen) {
      state.all_seen = value == "1";
    } else {
      state.writes[static_cast<std::size_t>(line)] = {value, rows.text(row, 2)};
    }
  }
  return state;
}

bool is_gapless(const CatalogState& before, const CatalogState& now) {
  return before.complete && now.complete && !now.undone;
}

}  // namespace pgstair::catalog
