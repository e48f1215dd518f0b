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

/// What a column is compared by: its values, or if a sequence fills it, their ranks. A sequence
/// gives numbers to rows that the server then refuses as well, and how many of those are tried
/// depends on the way of loading.
constexpr const char* compared_columns =
    "SELECT string_agg(CASE WHEN a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE "
    "'nextval(%' "
    "THEN format('dense_rank() OVER (ORDER BY %I)', a.attname) "
    "ELSE quote_ident(a.attname) END, ', ' ORDER BY a.attnum) "
    "FROM pg_attribute a LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum) "
    "WHERE a.attnum > 0 AND a.attrelid = ";

TableRows rows_of(SeedDatabase& database) {
  const auto tables = database.session.execute(
      "SELECT oid, oid::regclass FROM pg_class WHERE oid >= 16384 AND relkind IN ('r', 'p') "
      "AND relnamespace <> 'information_schema'::regnamespace");
  TableRows rows;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const std::string columns = database.value(compared_columns + tables.text(i, 0));
    rows[tables.text(i, 1)] =
        database.content("(SELECT " + columns + " FROM " + tables.text(i, 1) + ")");
  }
  return rows;
}

TableRows plainly_filled(const SchemaCase& schema, const RunSettings& settings) {
  SeedDatabase database(schema.sql);
  Options options{.settings = settings, .leave_alone = {}};
  options.cache = std::make_shared<NoCache>();
  options.fast.reset();
  database.fill_with(options);
  return rows_of(database);
}

TableRows fast_filled(const SchemaCase& schema, const RunSettings& settings,
                      const std::shared_ptr<FillCache>& cache) {
  SeedDatabase database(schema.sql);
  Options options{.settings = settings, .leave_alone = {}};
  options.cache = cache;
  options.fast = FastLoad{.bulk_from = 1, .prefetch_conninfo = database.database->conninfo()};
  database.fill_with(options);
  return rows_of(database);
}

class Load : public testing::TestWithParam<StyledCase> {};

TEST_P(Load, FastAndPlainFillTheSameRows) {
  const auto& [schema, style] = GetParam();
  const RunSettings settings{1, 60, style};
  const TableRows plain = plainly_filled(schema, settings);
  const auto cache = std::make_shared<RememberingCache>();
  EXPECT_EQ(fast_filled(schema, settings, cache), plain);
  EXPECT_EQ(fast_filled(schema, settings, cache), plain) << "with what the fill before has learned";
}

INSTANTIATE_TEST_SUITE_P(Seed, Load,
                         testing::Combine(testing::ValuesIn(schema_cases()),
                                          testing::Values(Style::plain, Style::edge_cases)),
                         name_of);

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
