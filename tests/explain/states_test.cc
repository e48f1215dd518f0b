// SPDX-License-Identifier: MIT
//
// Each states/CHAIN/STATE.sh breaks a database, with the chain's own tool where it can be had. What
// pgstair explain says of it is STATE.txt (PGSTAIR_UPDATE_EXPECTED=1 rewrites it, for a person to
// review). Then its commands are run, to the letter; where it says that the cause has to be mended
// before, STATE.mend.sh does that. The database must be at head then, also by pgstair drift.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "cli/cli_test.h"
#include "how_much.h"
#include "python_packages.h"
#include "real_clients.h"
#include "server/disposable_server.h"
#include "support/text.h"
#include "walk/database_environment.h"

namespace pgstair {
namespace {

namespace fs = std::filesystem;

const fs::path tests_folder = fs::path(PGSTAIR_SOURCE_DIR) / "tests/explain";
const fs::path states_folder = tests_folder / "states";

/// Where a chain is, below its folder: what a user names.
std::string chain_of(const fs::path& folder) {
  if (fs::exists(folder / "alembic.ini")) return ".";
  return fs::exists(folder / "migrations") ? "migrations" : "chain";
}

class ExplainedState : public cli::CliTest {
 public:
  ExplainedState(fs::path script, std::string tool)
      : script_(std::move(script)), tool_(std::move(tool)) {}

  void TestBody() override {
    if (const auto reason = why_skipped(); !reason.empty()) GTEST_SKIP() << reason;
    const auto database = server_.create();
    conninfo_ = database->conninfo();
    environment_ = walk::database_environment(*database);
    fs::copy(script_.parent_path(), folder(), fs::copy_options::recursive);
    ASSERT_TRUE(runs(with_tools(script_)));

    const auto told = explain();
    ASSERT_EQ(told.exit_code, 1) << told.err;
    const fs::path expected = fs::path(script_).replace_extension(".txt");
    if (std::getenv("PGSTAIR_UPDATE_EXPECTED") != nullptr) write_file(expected, told.out);
    EXPECT_EQ(told.out, read_file(expected));
    EXPECT_EQ(told.out.find("postgresql://"), std::string::npos) << "an address, for a password";

    follow(told.out);
    const auto after = explain();
    EXPECT_EQ(after.exit_code, 0) << after.out << after.err;
    EXPECT_TRUE(after.out.starts_with("The database is at the chain's head")) << after.out;
    const auto drift = pgstair({"drift", "--url", database->conninfo(), "-C", chain()});
    EXPECT_EQ(drift.exit_code, 0) << drift.out << drift.err;
  }

 private:
  std::string why_skipped() const {
    if (tool_.starts_with("dbmate") && !find_dbmate()) return no_dbmate;
    if (tool_ == "sql-migrate" && !find_program("sql-migrate")) return "there is no sql-migrate";
    if (tool_ == "node-pg-migrate" && !find_node_clients()) return no_node_clients;
    if (tool_.starts_with("alembic"))
      return missing_python_packages({"alembic", "sqlalchemy", "psycopg2"});
    return missing_python_packages({"psycopg2"});
  }

  std::string chain() const { return chain_of(script_.parent_path()); }

  ProcessResult pgstair(cli::Arguments arguments) const {
    arguments.insert(arguments.end(), {"--server", conninfo_});
    return cli::pgstair(arguments, folder(), {"PATH=" + path()});
  }

  ProcessResult explain() const {
    cli::Arguments arguments{"explain", chain(), "--url", url()};
    if (tool_ == "plain") arguments.insert(arguments.end(), {"--chain-format", "plain"});
    return pgstair(arguments);
  }

  /// Runs the commands that are printed: each begins at the margin, two lines after its number.
  void follow(const std::string& told) const {
    const fs::path mend = fs::path(script_).replace_extension(".mend.sh");
    if (fs::exists(mend)) {
      ASSERT_TRUE(runs(with_tools(mend)));
    }
    std::size_t steps = 0;
    std::size_t place = told.find("\nTo go on\n");
    while (true) {
      const std::size_t begin = told.find("\n\n" + std::to_string(++steps) + ". ", place);
      if (begin == std::string::npos) break;
      const std::size_t command = told.find(":\n\n", begin) + 3;
      place = told.find("\n\n" + std::to_string(steps + 1) + ". ", command);
      ASSERT_TRUE(runs(told.substr(command, place - command)));
      if (place == std::string::npos) break;
    }
    EXPECT_NE(told.find("\n\n1. "), std::string::npos) << "there is no advice";
  }

  static std::string with_tools(const fs::path& script) {
    return ". " + (states_folder / "tools.sh").string() + "; " + read_file(script);
  }

  /// As if it were typed into a shell.
  bool runs(const std::string& command) const {
    Command shell{.arguments = {"/bin/sh", "-c", command}, .directory = folder()};
    shell.set = environment_;
    shell.set.push_back("PATH=" + path());
    shell.set.emplace_back("PYTHONDONTWRITEBYTECODE=1");
    if (const auto dbmate = find_dbmate())
      shell.set.push_back("PGSTAIR_TEST_DBMATE=" + dbmate->string());
    if (const auto clients = find_node_clients())
      shell.set.push_back("PGSTAIR_TEST_NODE_CLIENTS=" + clients->string());
    const auto result = run(shell);
    if (!result.succeeded()) ADD_FAILURE() << command << "\n" << result.out << result.err;
    return result.succeeded();
  }

  static std::string path() {
    return (tests_folder / "tools").string() + ":/usr/bin:" + std::getenv("PATH");
  }

  std::string url() const {
    const auto found = std::ranges::find_if(
        environment_, [](const std::string& each) { return each.starts_with("DATABASE_URL="); });
    return found->substr(found->find('=') + 1);
  }

  fs::path script_;
  std::string tool_;
  /// The chain is walked there, too: that saves to start one for each look.
  server::DisposableServer server_{
      {.installation = installation_under_test(), .keep = false, .locale = {}}};
  std::vector<std::string> environment_;
  std::string conninfo_;
};

TEST(ExplainDocs, BeginWithWhatIsPrinted) {
  const std::string printed = read_file(states_folder / "alembic/index-fails.txt");
  std::string indented;
  for (const auto line : lines(printed))
    indented += line.empty() ? "\n" : "    " + std::string(line) + "\n";
  EXPECT_NE(read_file(PGSTAIR_SOURCE_DIR "/docs/commands/explain.md").find(indented),
            std::string::npos);
}

void register_states() {
  std::vector<fs::path> scripts;
  for (const auto& entry : fs::recursive_directory_iterator(states_folder)) {
    const fs::path& path = entry.path();
    const bool is_state = path.extension() == ".sh" && path.stem().extension() != ".mend" &&
                          path.parent_path() != states_folder;
    if (is_state) scripts.push_back(path);
  }
  std::ranges::sort(scripts);
  std::set<fs::path> tools_tried;
  for (const auto& script : scripts) {
    const bool is_first = tools_tried.insert(script.parent_path()).second;
    if (!is_first && !is_tried(script.string().substr(tests_folder.string().size()), 4)) continue;
    const std::string tool = script.parent_path().filename().string();
    // GoogleTest reads a '-' in a filter as "but not", so a name with one would never be run.
    const std::string name = replace_all(tool + "_" + script.stem().string(), "-", "_");
    testing::RegisterTest("ExplainedState", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [=]() -> ExplainedState* { return new ExplainedState(script, tool); });
  }
}

}  // namespace
}  // namespace pgstair

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  pgstair::register_states();
  return RUN_ALL_TESTS();
}
