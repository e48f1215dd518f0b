// SPDX-License-Identifier: MIT
// What is written makes what was read: every state of the mutation list, before and after its
// mutation, is made, written, made again from what was written, and compared. (In `make test` one
// in four of them.)
//
//     PGSTAIR_CREATION_SCRIPTS=a.sql:b.sql build/dev/tests/author_tests --gtest_filter='*Scripts*'
//
// tries other files, each in a database of its own; PGSTAIR_CREATION_OUT=FOLDER keeps what was
// written of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "author/ddl/creation_test.h"
#include "catalog/mutation_list.h"
#include "catalog/test_server.h"
#include "how_much.h"
#include "support/file.h"

namespace pgstair::author {

namespace {

using catalog::TestDatabase;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const catalog::Snapshot& empty_database() {
  static const catalog::Snapshot snapshot = [] {
    TestDatabase database;
    return catalog::snapshot(database.session);
  }();
  return snapshot;
}

/// The states that no statement makes anew, and what is said of them.
const std::map<std::string, std::string, std::less<>> cannot_be_written{
    {"I20_invalid_index_to", "index t_a on public.t: it is not valid"},
    {"K29_disabled_foreign_key_to",
     "constraint f on public.t: the state of its triggers: disabled"},
    {"N06_public_dropped_to", "schema public: dropped"},
    {"S14_column_grant_on_a_sequence_to", "sequence public.s: privileges on its columns"},
    {"T13_own_column_before_an_inherited_one_from",
     "table public.c: its own columns before inherited ones: a, b"},
};

/// Whether a script forges what only an extension's own script makes.
bool forges(const std::string& script) {
  return script.find("ALTER EXTENSION pg_trgm ADD") != std::string::npos ||
         script.find("UPDATE pg_extension") != std::string::npos;
}

class CreationTest : public testing::Test {
 public:
  CreationTest(std::string name, std::string script, const catalog::Mutation& mutation)
      : name_(std::move(name)),
        script_(std::move(script)),
        since_(mutation.since),
        until_(mutation.until) {}

  void TestBody() override {
    const int major = catalog::test_server_major();
    if (major < since_ || major > until_) GTEST_SKIP() << "not on server " << major;
    TestDatabase made;
    catalog::run_script(made.session, script_);
    const auto after = catalog::snapshot(made.session);
    const Creation creation = write_creation(empty_database(), after, made.session);
    TestDatabase again;
    if (const auto found = cannot_be_written.find(name_); found != cannot_be_written.end()) {
      EXPECT_THAT(creation.not_written, ElementsAre(HasSubstr(found->second)));
      EXPECT_EQ(run(creation, again.session), "") << text_of(creation);
      return;
    }
    EXPECT_THAT(creation.not_written, IsEmpty());
    expect_to_make(creation, made, again);
  }

 private:
  std::string name_;
  std::string script_;
  int since_;
  int until_;
};

/// Many mutations start from the same script, of which one will do.
void add_test(const catalog::Mutation& mutation, const std::string& state) {
  static std::set<std::string> known;
  const auto section = [&](const std::string& name) {
    const auto found = mutation.sql.find(name);
    return found == mutation.sql.end() ? std::string() : found->second;
  };
  const std::string script = section("both") + section(state);
  if (forges(script) || !known.insert(script).second) return;
  const std::string name = catalog::test_name(mutation.name) + "_" + state;
  if (!cannot_be_written.contains(name) && !is_tried(name, 4)) return;
  testing::RegisterTest(
      "Creation", name.c_str(), nullptr, nullptr, mutation.file.c_str(), 1,
      [=]() -> testing::Test* { return new CreationTest(name, script, mutation); });
}

const bool registered = [] {
  for (const auto& mutation : catalog::all_mutations()) {
    for (const char* state : {"from", "to"}) add_test(mutation, state);
  }
  return true;
}();

TEST(WriteCreation, MakesTheScriptsThatOneAsksFor) {
  const char* scripts = std::getenv("PGSTAIR_CREATION_SCRIPTS");
  if (scripts == nullptr) GTEST_SKIP() << "PGSTAIR_CREATION_SCRIPTS names none";
  for (const auto file : split(scripts, ':')) {
    SCOPED_TRACE(std::string(file));
    TestDatabase made;
    catalog::run_script(made.session, read_file(std::string(file)));
    const auto after = catalog::snapshot(made.session);
    const Creation creation = write_creation(empty_database(), after, made.session);
    if (const char* folder = std::getenv("PGSTAIR_CREATION_OUT")) {
      const auto name = std::filesystem::path(file).filename();
      std::ofstream(std::filesystem::path(folder) / name) << text_of(creation);
    }
    EXPECT_THAT(creation.not_written, IsEmpty());
    TestDatabase again;
    expect_to_make(creation, made, again);
  }
}

}  // namespace

}  // namespace pgstair::author
