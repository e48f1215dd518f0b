// SPDX-License-Identifier: MIT
#include "sql/raised_words.h"

#include <gtest/gtest.h>

namespace pgstair::sql {
namespace {

TEST(RaisedWords, AreThoseOfAStatementThatDoesNothingElse) {
  EXPECT_EQ(raised_words("DO $$ BEGIN RAISE EXCEPTION 'no way'; END $$"), "no way");
  EXPECT_EQ(
      raised_words("do language plpgsql $x$\n-- why\nbegin\n  raise exception 'it''s 5 %% off' "
                   "using errcode = '0A000';\nend;\n$x$"),
      "it's 5 % off");
  EXPECT_EQ(raised_words("DO 'BEGIN RAISE EXCEPTION ''%'', now(); END'"), "%");
}

TEST(RaisedWords, AreNoneWhereSomethingElseIsDone) {
  EXPECT_EQ(raised_words("DO $$ BEGIN RAISE NOTICE 'a'; END $$"), std::nullopt);
  EXPECT_EQ(raised_words("DO $$ BEGIN DROP TABLE a; RAISE EXCEPTION 'a'; END $$"), std::nullopt);
  EXPECT_EQ(raised_words("DO $$ BEGIN RAISE EXCEPTION 'a'; DROP TABLE a; END $$"), std::nullopt);
  EXPECT_EQ(raised_words("DO $$ BEGIN IF a THEN RAISE EXCEPTION 'a'; END IF; END $$"),
            std::nullopt);
  EXPECT_EQ(raised_words("SELECT 'DO'"), std::nullopt);
  EXPECT_EQ(raised_words("not SQL"), std::nullopt);
}

}  // namespace
}  // namespace pgstair::sql
