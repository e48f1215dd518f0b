// SPDX-License-Identifier: MIT

#include "seed/keys/key_rows.h"

#include <gtest/gtest.h>

#include "seed/schema/whole_schema_source.h"
#include "seed/seed_test.h"

namespace pgstair::seed {
namespace {

/// Beyond this many keys that may be wanted, the server is asked whether they are a run.
constexpr std::size_t worth_a_question = 20'000;

TEST(KeyRows, AreTheSameWhetherTheyAreListedOrARun) {
  SeedDatabase database(R"sql(
    CREATE TABLE run (id int PRIMARY KEY);
    INSERT INTO run SELECT generate_series(-3, 40);
    CREATE TABLE with_a_gap (id int PRIMARY KEY);
    INSERT INTO with_a_gap VALUES (1), (3), (4);
  )sql");
  database.session.execute("BEGIN");
  const Schema schema = read_schema(database.session);
  for (const auto& table : schema.tables) {
    const auto read = [&](std::size_t limit) {
      const KeyRows rows = KeyRows::read(database.session, schema, table, {1}, limit);
      std::vector<std::string> keys;
      for (std::size_t row = 0; row < rows.size(); ++row) keys.push_back(rows.at(row, 0));
      return keys;
    };
    const auto listed = read(worth_a_question - 1);
    EXPECT_EQ(read(worth_a_question), listed) << table.name;
    EXPECT_EQ(listed.size(), table.name == "run" ? 44U : 3U);
  }
  database.session.execute("COMMIT");
}

}  // namespace
}  // namespace pgstair::seed
