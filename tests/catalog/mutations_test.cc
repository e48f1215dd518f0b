// SPDX-License-Identifier: MIT
// The mutation list: pairs of databases that differ in one attribute, in mutations/*.sql. Each must
// differ for us in exactly that object and attribute, and for pg_dump in its text; and a second
// read of the database must see it.
//
// A mutation is
//
//     --= T03 UNLOGGED
//     --= expect changed table public.t: persistence
//     --= both               optional: statements for both databases, each run on its own
//     CREATE ROLE …;
//     --= from
//     CREATE TABLE t (a int);
//     --= to
//     CREATE UNLOGGED TABLE t (a int);
//
// with any of `--= since 18` (the first server version that has it), `--= until 14` (the last),
// `--= beyond pg_dump` (its text does not tell), and several lines of `--= expect`.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "catalog/test_server.h"
#include "catalog/track/incremental_source.h"
#include "sql/script.h"
#include "support/errors.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

struct Mutation {
  std::string name;
  std::string expected;
  std::map<std::string, std::string, std::less<>> sql;  ///< by section: both, from, to
  int since = 0;
  int until = 99;
  bool beyond_pg_dump = false;
};

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::vector<Mutation> parse_mutations(const std::string& text) {
  std::vector<Mutation> mutations;
  std::string* section = nullptr;
  for (const std::string_view line : lines(text)) {
    std::string_view rest = line;
    if (!take(rest, "--= ")) {
      if (section != nullptr) *section += std::string(line) + "\n";
    } else if (take(rest, "expect ")) {
      mutations.back().expected += std::string(rest) + "\n";
    } else if (rest == "both" || rest == "from" || rest == "to") {
      section = &mutations.back().sql[std::string(rest)];
    } else if (take(rest, "since ")) {
      mutations.back().since = std::stoi(std::string(rest));
    } else if (take(rest, "until ")) {
      mutations.back().until = std::stoi(std::string(rest));
    } else if (rest == "beyond pg_dump") {
      mutations.back().beyond_pg_dump = true;
    } else {
      mutations.push_back({.name = std::string(rest), .expected = {}, .sql = {}});
      section = nullptr;
    }
  }
  return mutations;
}

/// Statement by statement, as CREATE INDEX CONCURRENTLY and its like ask for.
void run_script(postgres::Session& session, const std::string& script) {
  for (const auto& statement : sql::split_statements(script, {})) session.execute(statement.text);
}

/// What a script makes of an empty database.
struct State {
  Snapshot snapshot;
  std::string dump;  ///< by pg_dump; empty if there is none
};

/// Many mutations start from the same few scripts: pg_dump is asked once what one makes.
const std::string& dump_after(const std::string& script, const postgres::ScratchDatabase& made) {
  static std::map<std::string, std::string> known;
  const auto found = known.find(script);
  if (found != known.end()) return found->second;
  return known.emplace(script, have_pg_dump() ? pg_dump(made) : "").first->second;
}

/// Run once for all that start from it.
const State& state_after(const std::string& script) {
  static std::map<std::string, State> known;
  const auto found = known.find(script);
  if (found != known.end()) return found->second;
  TestDatabase made;
  run_script(made.session, script);
  State state{.snapshot = snapshot(made.session), .dump = dump_after(script, *made.database)};
  return known.emplace(script, std::move(state)).first->second;
}

class MutationTest : public testing::Test {
 public:
  explicit MutationTest(Mutation mutation) : mutation_(std::move(mutation)) {}

  void TestBody() override {
    const int major = test_server_major();
    if (major < mutation_.since || major > mutation_.until) {
      GTEST_SKIP() << "not on server " << major;
    }
    TestDatabase to;
    const std::string both = mutation_.sql["both"];
    run_script(to.session, both);
    IncrementalSource reader;
    const Snapshot first = reader.read(to.session, InTransaction::no);
    const State from = mutation_.sql.contains("from")
                           ? state_after(both + mutation_.sql["from"])
                           : State{.snapshot = first, .dump = dump_after(both, *to.database)};
    run_script(to.session, mutation_.sql["to"]);
    const Snapshot mutated = snapshot(to.session);
    EXPECT_EQ(outline(diff(from.snapshot, mutated)), mutation_.expected);
    EXPECT_EQ(outline(diff(reader.read(to.session, InTransaction::no), mutated)), "")
        << "a read of what was touched differs from a whole read";
    if (have_pg_dump()) {
      EXPECT_EQ(from.dump == pg_dump(*to.database), mutation_.beyond_pg_dump);
    }
  }

 private:
  Mutation mutation_;
};

/// "C13 generated expression" as GoogleTest takes it.
std::string test_name(const std::string& name) {
  std::string result = name;
  for (char& c : result) {
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return result;
}

const bool registered = [] {
  const std::filesystem::path folder =
      std::filesystem::path(PGSTAIR_SOURCE_DIR) / "tests/catalog/mutations";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    for (const auto& mutation : parse_mutations(read_file(entry.path()))) {
      testing::RegisterTest("Mutation", test_name(mutation.name).c_str(), nullptr, nullptr,
                            entry.path().c_str(), 1,
                            [mutation]() -> testing::Test* { return new MutationTest(mutation); });
    }
  }
  return true;
}();

}  // namespace

}  // namespace pgstair::catalog
