// SPDX-License-Identifier: MIT

#include "seed/conditions/evaluation.h"

#include <gtest/gtest.h>

#include "seed/cache/remembering_cache.h"
#include "seed/seed_test.h"

namespace pgstair::seed {
namespace {

TEST(Evaluator, AsksOnAfterARollbackThatTookItsFunctionAway) {
  SeedDatabase database("CREATE DOMAIN small AS int CHECK (VALUE < 10)");
  NoCache cache;
  Evaluator evaluator(database.session, cache);
  const std::vector<bool> expected{true, false, false};
  database.session.execute("BEGIN; SAVEPOINT s");
  EXPECT_EQ(evaluator.accepted("public.small", {"5", "50", "five"}), expected);
  EXPECT_EQ(evaluator.accepted("public.small", {"5", "50", "five"}), expected);
  database.session.execute("ROLLBACK TO SAVEPOINT s");
  EXPECT_EQ(evaluator.accepted("public.small", {"5", "50", "five"}), expected);
  database.session.execute("ROLLBACK TO SAVEPOINT s");
  evaluator.drop_helper();
  database.session.execute("COMMIT");
}

TEST(Evaluator, DoesNotTakeATypeForAnEarlierOneOfItsName) {
  SeedDatabase database("CREATE DOMAIN small AS int CHECK (VALUE < 10)");
  RememberingCache cache;
  Evaluator evaluator(database.session, cache);
  database.session.execute("BEGIN");
  EXPECT_EQ(evaluator.accepted("public.small", {"50"}), std::vector<bool>{false});
  database.session.execute("DROP DOMAIN small; CREATE DOMAIN small AS int CHECK (VALUE < 100)");
  EXPECT_EQ(evaluator.accepted("public.small", {"50"}), std::vector<bool>{true});
  database.session.execute("ROLLBACK");
}

}  // namespace
}  // namespace pgstair::seed
