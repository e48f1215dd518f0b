// SPDX-License-Identifier: MIT
// Databases that random DDL has made are written and made again: what differs then is what was said
// not to be written. PGSTAIR_CREATION_STATES=1000 tries more than the default,
// PGSTAIR_FUZZ_SEED others. What may be in them stands in tests/catalog/fuzz/ddl.grammar.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "author/ddl/creation_test.h"
#include "catalog/fuzz/dump_blocks.h"
#include "catalog/fuzz/grammar.h"
#include "support/file.h"

namespace pgstair::author {

namespace {

using catalog::fuzz::Grammar;
using catalog::fuzz::Random;

constexpr std::size_t creations_of_a_state = 14;
constexpr std::size_t steps_of_a_state = 25;

std::size_t from_environment(const char* name, std::size_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::stoul(value);
}

/// Statements that a database accepted, as a script.
std::string random_state(const Grammar& grammar, Random& random, postgres::Session& session) {
  std::string script;
  const auto apply = [&](const std::string& rule) {
    const auto step = grammar.expand(rule, random);
    for (const auto& sql : step[random.below(step.size())]) {
      if (!postgres::failure(session.try_execute(sql))) script += sql + ";\n";
    }
  };
  apply("first");
  for (std::size_t i = 0; i < creations_of_a_state; ++i) apply("create");
  for (std::size_t i = 0; i < steps_of_a_state; ++i) apply("step");
  return script;
}

/// Whether it is among what a creation says that it leaves out.
bool is_told(const catalog::Change& change, const Creation& creation) {
  return std::ranges::any_of(creation.not_written, [&](const std::string& text) {
    return text.starts_with(catalog::to_string(change.identity) + ":");
  });
}

TEST(WriteCreation, MakesWhatRandomDdlHasMade) {
  const std::filesystem::path folder = PGSTAIR_SOURCE_DIR;
  const Grammar grammar(read_file(folder / "tests/catalog/fuzz/ddl.grammar"));
  Random random(from_environment("PGSTAIR_FUZZ_SEED", 1));
  const std::size_t states = from_environment("PGSTAIR_CREATION_STATES", 20);
  std::size_t whole = 0;
  for (std::size_t i = 0; i < states && !testing::Test::HasFailure(); ++i) {
    catalog::TestDatabase made;
    const auto before = catalog::snapshot(made.session);
    const std::string script = random_state(grammar, random, made.session);
    const auto after = catalog::snapshot(made.session);
    const Creation creation = write_creation(before, after, made.session);
    catalog::TestDatabase again;
    ASSERT_EQ(run(creation, again.session), "") << script << "\n" << text_of(creation);
    auto difference = catalog::diff(after, catalog::snapshot(again.session));
    std::erase_if(difference, [&](const auto& change) { return is_told(change, creation); });
    ASSERT_EQ(to_text(difference), "") << script << "\n" << text_of(creation);
    if (!creation.not_written.empty()) continue;
    ++whole;
    if (!catalog::have_pg_dump()) continue;
    ASSERT_EQ(catalog::fuzz::canonical_dump(catalog::pg_dump_script(*made.database)),
              catalog::fuzz::canonical_dump(catalog::pg_dump_script(*again.database)))
        << script;
  }
  std::cout << states << " states, " << whole << " written whole\n";
  EXPECT_GT(whole, 0U) << "no state was written whole";
}

}  // namespace

}  // namespace pgstair::author
