// SPDX-License-Identifier: MIT
// The attribute ledger, ledger.txt: a verdict on every column of every system catalog, so that
// nothing is left out of the snapshot because nobody thought of it. A new Postgres fails these
// tests with the columns that somebody has to think of.
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>
#include <stdexcept>

#include "catalog/sql/catalog_queries.h"
#include "catalog/test_server.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

/// One line: a column ("pg_class.relname") or a whole catalog that is left out ("pg_statistic").
struct Entry {
  std::string name;
  std::string verdict;
  int since = 0;
  int until = 99;

  bool is_on(int major) const { return since <= major && major <= until; }
  std::string catalog() const { return name.substr(0, name.find('.')); }
  bool is_whole_catalog() const { return name.find('.') == std::string::npos; }
};

int to_major(std::string_view text) {
  int major = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, major);
  if (result.ec != std::errc() || result.ptr != end)
    throw std::runtime_error("not a major version");
  return major;
}

/// "17-", "-13" or "15-16".
void read_majors(std::string_view text, Entry& entry) {
  const auto ends = split(text, '-');
  if (ends.size() != 2) throw std::runtime_error("not a range of majors");
  if (!ends[0].empty()) entry.since = to_major(ends[0]);
  if (!ends[1].empty()) entry.until = to_major(ends[1]);
}

Entry parse_entry(std::string_view line) {
  const auto fields = split(line, '|');
  if (fields.size() < 3 || fields.size() > 4) throw std::runtime_error("not three or four fields");
  Entry entry{.name = std::string(trim(fields[0])), .verdict = std::string(trim(fields[1]))};
  const bool is_verdict =
      entry.verdict == "modelled" || entry.verdict == "derived" || entry.verdict == "ignored";
  if (!is_verdict) throw std::runtime_error("not a verdict: " + entry.verdict);
  if (entry.is_whole_catalog() && entry.verdict == "modelled") {
    throw std::runtime_error("a modelled catalog has a line for each column");
  }
  if (trim(fields[2]).empty()) throw std::runtime_error("a verdict without a reason");
  if (fields.size() == 4) read_majors(trim(fields[3]), entry);
  return entry;
}

/// Throws std::runtime_error with the number of the line that is wrong.
std::vector<Entry> parse_ledger(std::string_view text) {
  std::vector<Entry> entries;
  int number = 0;
  for (const std::string_view line : lines(text)) {
    ++number;
    if (trim(line).empty() || line.starts_with('#')) continue;
    try {
      Entry entry = parse_entry(line);
      const bool same_section =
          !entries.empty() && entries.back().is_whole_catalog() == entry.is_whole_catalog();
      if (same_section && entry.name <= entries.back().name) {
        throw std::runtime_error("not in order: " + entry.name);
      }
      entries.push_back(std::move(entry));
    } catch (const std::runtime_error& error) {
      throw std::runtime_error("line " + std::to_string(number) + ": " + error.what());
    }
  }
  return entries;
}

/// The entries that the server under test should have.
std::vector<Entry> ledger() {
  auto entries = parse_ledger(
      read_file(std::filesystem::path(PGSTAIR_SOURCE_DIR) / "tests/catalog/ledger.txt"));
  std::erase_if(entries, [](const Entry& entry) { return !entry.is_on(test_server_major()); });
  return entries;
}

std::set<std::string> names(const std::vector<Entry>& entries) {
  std::set<std::string> result;
  for (const Entry& entry : entries) result.insert(entry.name);
  return result;
}

std::vector<std::string> catalog_columns() {
  TestDatabase database;
  const auto rows = database.session.execute(
      "SELECT relname || '.' || attname FROM pg_class c JOIN pg_attribute a ON attrelid = c.oid "
      "WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r' "
      "AND attnum > 0 AND NOT attisdropped ORDER BY 1");
  std::vector<std::string> columns;
  for (std::size_t row = 0; row < rows.size(); ++row) columns.push_back(rows.text(row, 0));
  return columns;
}

std::string catalog_of(const std::string& column) { return column.substr(0, column.find('.')); }

using Words = std::set<std::string, std::less<>>;

Words words(std::string_view text) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789_";
  Words result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_not_of(letters), text.size());
    if (end > 0) result.emplace(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

/// The words of each query, as the server under test gets it: without comments and branches for
/// other versions.
std::vector<Words> words_of_queries() {
  const CatalogQueries queries = catalog_queries(test_server_major() * 10000);
  std::vector<Words> result{words(queries.dependents)};
  for (const RowSource& source : queries.sources) {
    result.push_back(words(rows_of(source) + " " + join(source.branches, " ")));
  }
  for (const auto& [kind, sql] : queries.kinds) result.push_back(words(sql));
  return result;
}

std::string error_of(std::string_view text) {
  try {
    parse_ledger(text);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST(Ledger, KnowsEveryColumnOfThisServersCatalogs) {
  const auto known = names(ledger());
  std::vector<std::string> unknown;
  for (const std::string& column : catalog_columns()) {
    if (!known.contains(column) && !known.contains(catalog_of(column))) unknown.push_back(column);
  }
  EXPECT_EQ(join(unknown, "\n"), "") << "columns without a verdict in ledger.txt";
}

TEST(Ledger, NamesNoColumnThatIsNotThere) {
  std::set<std::string> present;
  for (const std::string& column : catalog_columns()) {
    present.insert(column);
    present.insert(catalog_of(column));
  }
  std::vector<std::string> absent;
  for (const Entry& entry : ledger()) {
    if (!present.contains(entry.name)) absent.push_back(entry.name);
  }
  EXPECT_EQ(join(absent, "\n"), "")
      << "verdicts on what server " << test_server_major() << " does not have";
}

TEST(Ledger, GivesNoColumnOfACatalogLeftOutAVerdictOfItsOwn) {
  const auto entries = ledger();
  const auto known = names(entries);
  for (const Entry& entry : entries) {
    if (entry.is_whole_catalog()) continue;
    EXPECT_FALSE(known.contains(entry.catalog())) << entry.name;
  }
}

TEST(Ledger, CallsModelledOnlyWhatAQueryReads) {
  const auto queries = words_of_queries();
  std::vector<std::string> wishes;
  for (const Entry& entry : ledger()) {
    if (entry.verdict != "modelled") continue;
    const std::string column = entry.name.substr(entry.name.find('.') + 1);
    const bool read = std::ranges::any_of(queries, [&](const Words& query) {
      return query.contains(entry.catalog()) && query.contains(column);
    });
    if (!read) wishes.push_back(entry.name);
  }
  EXPECT_EQ(join(wishes, "\n"), "") << "modelled, says ledger.txt, but no query names them";
}

TEST(Ledger, SaysWhichLineCannotBeRead) {
  EXPECT_EQ(error_of("# c\n\npg_a | ignored | x | 15-16\npg_a.b | modelled | y"), "");
  EXPECT_EQ(error_of("# c\npg_a.b | modelled"), "line 2: not three or four fields");
  EXPECT_EQ(error_of("pg_a.b | maybe | x"), "line 1: not a verdict: maybe");
  EXPECT_EQ(error_of("pg_a.b | ignored |  "), "line 1: a verdict without a reason");
  EXPECT_EQ(error_of("pg_a | modelled | x"),
            "line 1: a modelled catalog has a line for each column");
  EXPECT_EQ(error_of("pg_a.b | ignored | x | 17"), "line 1: not a range of majors");
  EXPECT_EQ(error_of("pg_a.b | ignored | x | 1x-"), "line 1: not a major version");
  EXPECT_EQ(error_of("pg_a.b | ignored | x\npg_a.a | ignored | x"), "line 2: not in order: pg_a.a");
}

}  // namespace pgstair::catalog
