// SPDX-License-Identifier: MIT
// The mutation list: pairs of databases that differ in one attribute, in mutations/*.sql. Each must
// differ for us in exactly that object and attribute, and for pg_dump in its text; and a second
// read of the database must see it.
//
// What `pgstair diff` says of each stands in messages.txt, for a person to read as a user would:
//
//     rm tests/catalog/messages.txt
//     PGSTAIR_TEST_EVERYTHING=1 PGSTAIR_UPDATE_EXPECTED=1 build/dev/tests/catalog_tests
//     --gtest_filter='Mutation.*'
//
// which is held against the message on the version that its first line names. `make test` tries one
// mutation in three.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "catalog/mutation_list.h"
#include "catalog/test_server.h"
#include "catalog/track/incremental_source.h"
#include "how_much.h"
#include "report/render/difference.h"
#include "sql/script.h"
#include "support/errors.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

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

const std::filesystem::path messages_file =
    std::filesystem::path(PGSTAIR_SOURCE_DIR) / "tests/catalog/messages.txt";

std::string heading(int major) {
  return "What `pgstair diff` says of each mutation, on Postgres " + std::to_string(major) + "\n";
}

/// The message under the mutation's name, without what every comparison says.
std::string message_of(const Mutation& mutation, const Difference& difference) {
  report::Comparison comparison;
  comparison.changes = difference;
  const std::string text = report::render_comparison(comparison, {});
  const auto start = text.find("\n\n") + 2;
  return "\n" + mutation.name + "\n" + text.substr(start, text.rfind("\n\n") + 1 - start);
}

/// That messages.txt has this message; or puts it there.
void expect_message(const std::string& message, int major) {
  static const std::string recorded =
      std::filesystem::exists(messages_file) ? read_file(messages_file) : "";
  if (std::getenv("PGSTAIR_UPDATE_EXPECTED") != nullptr) {
    const bool is_first = !std::filesystem::exists(messages_file);
    std::ofstream(messages_file, std::ios::app) << (is_first ? heading(major) : "") << message;
  } else if (recorded.starts_with(heading(major))) {
    EXPECT_NE((recorded + "\n").find(message + "\n"), std::string::npos)
        << "messages.txt does not have:" << message;
  }
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
    const Difference difference = diff(from.snapshot, mutated);
    EXPECT_EQ(outline(difference), mutation_.expected);
    expect_message(message_of(mutation_, difference), major);
    EXPECT_EQ(outline(diff(reader.read(to.session, InTransaction::no), mutated)), "")
        << "a read of what was touched differs from a whole read";
    if (have_pg_dump()) {
      EXPECT_EQ(from.dump == pg_dump(*to.database), mutation_.beyond_pg_dump);
    }
  }

 private:
  Mutation mutation_;
};

const bool registered = [] {
  for (const auto& mutation : all_mutations()) {
    if (!is_tried(mutation.name, 3)) continue;
    testing::RegisterTest("Mutation", test_name(mutation.name).c_str(), nullptr, nullptr,
                          mutation.file.c_str(), 1,
                          [mutation]() -> testing::Test* { return new MutationTest(mutation); });
  }
  return true;
}();

}  // namespace

}  // namespace pgstair::catalog
