// SPDX-License-Identifier: MIT
//
// What exists only for speed changes no row: the caches, the second session that asks ahead, and
// all that load/fast does with the keys, the indexes and the sequences of a table.

#include <map>

#include "seed/schema_cases.h"
#include "seed/seed_test.h"

namespace pgstair::seed {
namespace {

/// The rows of each table, sorted, by the table's name.
using TableRows = std::map<std::string, std::string>;

TableRows rows_of(SeedDatabase& database) {
  const auto tables = database.session.execute(
      "SELECT oid::regclass FROM pg_class WHERE oid >= 16384 AND relkind IN ('r', 'p') "
      "AND relnamespace <> 'information_schema'::regnamespace");
  TableRows rows;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    rows[tables.text(i, 0)] = database.content(tables.text(i, 0));
  }
  return rows;
}

void fill_plainly(SeedDatabase& database, const RunSettings& settings) {
  Options options{.settings = settings, .leave_alone = {}};
  options.cache = std::make_shared<NoCache>();
  options.fast.reset();
  database.fill_with(options);
}

void fill_fast(SeedDatabase& database, const RunSettings& settings,
               const std::shared_ptr<FillCache>& cache) {
  Options options{.settings = settings, .leave_alone = {}};
  options.cache = cache;
  options.fast = FastLoad{.bulk_from = 1, .prefetch_conninfo = database.database->conninfo()};
  database.fill_with(options);
}

class Load : public testing::TestWithParam<StyledCase> {};

TEST_P(Load, FastAndPlainFillTheSameRows) {
  const auto& [schema, style] = GetParam();
  const RunSettings settings{1, 60, style};
  SeedDatabase plain(schema.sql);
  fill_plainly(plain, settings);
  const auto cache = std::make_shared<RememberingCache>();
  SeedDatabase fast(schema.sql);
  fill_fast(fast, settings, cache);
  EXPECT_EQ(rows_of(fast), rows_of(plain));
  SeedDatabase again(schema.sql);
  fill_fast(again, settings, cache);
  EXPECT_EQ(rows_of(again), rows_of(plain)) << "with what the fill before has learned";
}

INSTANTIATE_TEST_SUITE_P(Seed, Load,
                         testing::Combine(testing::ValuesIn(schema_cases()),
                                          testing::Values(Style::plain, Style::edge_cases)),
                         name_of);

/// The one difference: a sequence gives numbers to rows that the server then refuses, and how many
/// of those are tried depends on the way of loading.
TEST(BulkLoader, GivesOtherNumbersOnlyWhereRowsAreRefused) {
  constexpr const char* schema =
      "CREATE TABLE t (id serial PRIMARY KEY, n int NOT NULL, name text); "
      "CREATE UNIQUE INDEX ON t ((n % 40))";
  SeedDatabase plain(schema);
  SeedDatabase fast(schema);
  fill_plainly(plain, {1, 60, Style::plain});
  fill_fast(fast, {1, 60, Style::plain}, std::make_shared<NoCache>());
  const std::string in_order = "(SELECT n, name, rank() OVER (ORDER BY id) FROM t)";
  EXPECT_EQ(fast.content(in_order), plain.content(in_order));
  EXPECT_NE(fast.content("t"), plain.content("t"));
}

TEST(BulkLoader, BuildsIndexesAtOnceFromSoManyRowsOn) {
  const auto is_built_at_once = [](const std::optional<FastLoad>& fast) {
    SeedDatabase database("CREATE TABLE t (id int PRIMARY KEY, name text)");
    const std::string file = "SELECT pg_relation_filepath('t_pkey')";
    const std::string before = database.value(file);
    Options options{.settings = {1, 60, Style::plain}, .leave_alone = {}};
    options.fast = fast;
    database.fill_with(options);
    return database.value(file) != before;
  };
  EXPECT_TRUE(is_built_at_once(FastLoad{.bulk_from = 60}));
  EXPECT_FALSE(is_built_at_once(FastLoad{.bulk_from = 61}));
  EXPECT_FALSE(is_built_at_once(std::nullopt));
}

}  // namespace
}  // namespace pgstair::seed
