// SPDX-License-Identifier: MIT
//
// Whole schemas, one for each shape that a seeder meets. The server judges: a row that is there
// satisfies every constraint.

#include "seed/schema_cases.h"
#include "seed/seed_test.h"

namespace pgstair::seed {
namespace {

class EverySchema : public testing::TestWithParam<StyledCase> {};

TEST_P(EverySchema, IsFilled) {
  const auto& [schema, style] = GetParam();
  SeedDatabase database(schema.sql);
  const Report report = database.fill({1, 60, style});
  for (const auto& table : report.tables) {
    EXPECT_GT(table.rows, 0U) << table.table << ": " << table.reason;
  }
  if (schema.name != "ASingleton") {
    EXPECT_EQ(shortfalls(report), "");
  }
  EXPECT_EQ(database.value(schema.holds), "t");
}

INSTANTIATE_TEST_SUITE_P(Seed, EverySchema,
                         testing::Combine(testing::ValuesIn(schema_cases()),
                                          testing::Values(Style::plain, Style::edge_cases)),
                         name_of);

}  // namespace
}  // namespace pgstair::seed
