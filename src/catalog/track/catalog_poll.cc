// SPDX-License-Identifier: MIT
#include "catalog/track/catalog_poll.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "support/errors.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

/// Pairs of bigint for every name of every catalog: rows put, rows deleted. The server evaluates
/// columns in their order, and this one not before it comes to it.
std::string counts_of(const std::vector<TrackedCatalog>& catalogs, const Fragments& fragments) {
  std::vector<std::string> names;
  for (const TrackedCatalog& catalog : catalogs) {
    for (const std::string& name : catalog.names) names.push_back("'" + name + "'::regclass");
  }
  return "(SELECT array_agg(ARRAY[" +
         expand_fragments("@rows_put(c.oid), @rows_deleted(c.oid)", fragments) +
         "]) FROM unnest(ARRAY[" + join(names, ", ") + "]::oid[]) AS c (oid))";
}

/// A transaction ID as xid has it, without the epoch.
std::string as_xid(const std::string& expression) {
  return "((" + expression + ") % 4294967296)::text";
}

std::string_view cell(const postgres::Rows& rows, std::string_view column) {
  const auto found = std::ranges::find(rows.header, column, &postgres::Rows::Column::name);
  ensure(found != rows.header.end() && rows.size() == 1, "a poll is one row of named columns");
  return rows.at(0, static_cast<std::size_t>(found - rows.header.begin())).value_or("");
}

}  // namespace

std::int64_t to_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  ensure(error == std::errc() && end == text.data() + text.size(), "a catalog row's number");
  return value;
}

std::vector<std::int64_t> parse_numbers(std::string_view text) {
  ensure(text.size() >= 2 && text.front() == '{' && text.back() == '}', "an array of numbers");
  std::vector<std::int64_t> numbers;
  for (std::string_view number : split(text, ',')) {
    number.remove_prefix(std::min(number.find_first_not_of('{'), number.size()));
    number = number.substr(0, number.find('}'));
    numbers.push_back(number == "NULL" ? 0 : to_integer(number));
  }
  return numbers;
}

/// Whether the counts are complete is asked first: a session that takes leave while this is
/// answered reports its own before it goes.
std::string poll_query(const std::vector<TrackedCatalog>& catalogs,
                       const std::vector<RowSource>& sources, const Fragments& fragments) {
  std::vector<RowSource> indexed;
  std::ranges::copy_if(sources, std::back_inserter(indexed), &RowSource::indexed);
  const std::string own = "coalesce(pg_current_xact_id_if_assigned()::text::bigint, 0)";
  const std::string snapshot = "pg_current_snapshot()";
  const std::string oldest = "pg_snapshot_xmin(" + snapshot + ")::text::bigint";
  const std::string next =
      "greatest(pg_snapshot_xmax(" + snapshot + ")::text::bigint, " + own + " + 1)";
  return "SELECT " + expand_fragments("@counts_are_complete()", fragments) +
         " AS counts_complete, pg_stat_get_db_stat_reset_time((SELECT oid FROM pg_database WHERE "
         "datname = current_database())) AS statistics_reset, " +
         counts_of(catalogs, fragments) + " AS counts, " + own +
         " AS transaction, $1::bigint NOT IN (0, " + own +
         ") AND pg_xact_status($1::text::xid8) IS DISTINCT FROM 'committed' AS previous_undone, " +
         as_xid(oldest) + " AS oldest_unseen, " +
         as_xid("CASE WHEN EXISTS (SELECT FROM pg_snapshot_xip(" + snapshot + ")) THEN " + oldest +
                " ELSE " + next + " END") +
         " AS first_unseen, (SELECT sum(hash) FROM (" +
         expand_fragments("@outside_names()", fragments) + ") AS name (hash)) AS outside_names, (" +
         stamp_query(indexed, fragments) + ") AS indexed_rows";
}

CatalogPoll parse_poll(const postgres::Rows& rows, const std::vector<TrackedCatalog>& catalogs) {
  CatalogPoll poll;
  poll.counts_complete = cell(rows, "counts_complete") == "t";
  poll.previous_undone = cell(rows, "previous_undone") == "t";
  poll.statistics_reset = cell(rows, "statistics_reset");
  poll.transaction = to_integer(cell(rows, "transaction"));
  poll.oldest_unseen = cell(rows, "oldest_unseen");
  poll.first_unseen = cell(rows, "first_unseen");
  poll.outside_names = to_integer(cell(rows, "outside_names"));
  poll.indexed_rows = cell(rows, "indexed_rows");
  const auto counts = parse_numbers(cell(rows, "counts"));
  std::size_t at = 0;
  for (const TrackedCatalog& catalog : catalogs) {
    CatalogPoll::Writes& writes = poll.writes.emplace_back();
    for (std::size_t i = 0; i < catalog.names.size(); ++i) {
      writes.written += counts.at(at++);
      writes.deleted += counts.at(at++);
    }
  }
  return poll;
}

}  // namespace pgstair::catalog
