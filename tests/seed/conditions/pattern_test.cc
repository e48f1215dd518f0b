// SPDX-License-Identifier: MIT

#include "seed/conditions/pattern.h"

#include <gtest/gtest.h>

#include "seed/conditions/literals.h"
#include "seed/seed_test.h"
#include "sql/script.h"

namespace pgstair::seed {
namespace {

class Pattern : public testing::TestWithParam<std::string> {};

TEST_P(Pattern, IsMatchedByWhatIsSampled) {
  SeedDatabase database("");
  for (std::uint64_t row = 0; row < 30; ++row) {
    Draw draw(1, 2, row);
    const auto sample = sample_pattern(GetParam(), draw);
    ASSERT_TRUE(sample);
    EXPECT_EQ(database.value("SELECT " + sql::quote_literal(*sample) + " ~ " +
                             sql::quote_literal(GetParam())),
              "t")
        << *sample;
  }
}

INSTANTIATE_TEST_SUITE_P(Seed, Pattern,
                         testing::Values("^[a-z0-9]+(?:-[a-z0-9]+)*$", "^\\d{3}-\\d{4}$",
                                         "^#[0-9a-fA-F]{6}$", "^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$",
                                         "^(draft|live|[A-Z]{2})?$",
                                         "^[[:alpha:]][[:alnum:]_]{0,62}$", "^a.c\\.d$", "^[]a-]+$",
                                         "^(a|b(c|d){2})+x*$", "^\\w+\\s\\w+$"));

TEST(Pattern, IsLeftAloneWhereItLooksAround) {
  Draw draw(1, 2, 3);
  EXPECT_FALSE(sample_pattern("^(?!a)b$", draw));
  EXPECT_FALSE(sample_pattern("^(a)\\1$", draw));
}

TEST(Literals, AreReadOutOfADeparsedExpression) {
  const auto found = literals_of(
      "((kind = ANY (ARRAY['it''s'::text, E'a\\\\b'::text])) AND (\"n 7\" >= (-3)) AND (x1 < 2.5) "
      "AND "
      "(code ~ '^[A-Z]+$'::text) AND (name ~~ 'a%'::text))");
  EXPECT_EQ(found.texts, (std::vector<std::string>{"it's", "a\\b", "a%"}));
  EXPECT_EQ(found.numbers, (std::vector<std::string>{"-3", "2.5"}));
  EXPECT_EQ(found.patterns, std::vector<std::string>{"^[A-Z]+$"});
}

TEST(Literals, AreNotTheOidOfATable) {
  const auto found =
      literals_of("((kind = 'a'::text) AND satisfies_hash_partition('16441'::oid, 2, 0, n))");
  EXPECT_EQ(found.texts, std::vector<std::string>{"a"});
  EXPECT_EQ(found.numbers, (std::vector<std::string>{"2", "0"}));
}

}  // namespace
}  // namespace pgstair::seed
