// SPDX-License-Identifier: MIT
//
// Each folder of scenarios/ is verified as a user would (or checked, if its file `command` says
// so), and must give exactly the findings of its expected.txt. PGSTAIR_UPDATE_EXPECTED=1 rewrites
// those files, for a person to review. What the pages of docs/findings print of it must be what it
// prints.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "installation_under_test.h"
#include "python_packages.h"
#include "report/finding_catalog.h"
#include "report/render/render.h"
#include "snapshot_source_under_test.h"
#include "squash/check.h"
#include "squash/old_chain.h"
#include "static_check/check.h"
#include "support/file.h"
#include "support/text.h"
#include "verify/verify.h"

namespace pgstair {
namespace {

namespace fs = std::filesystem;

const fs::path scenarios_folder = fs::path(PGSTAIR_SOURCE_DIR) / "scenarios";

class Quiet : public report::Progress {
 public:
  void started(const report::Result&, std::size_t) override {}
  void starts_again(const report::Result&, const std::string&) override {}
  void revision_done(const report::RevisionResult&, std::size_t,
                     std::span<const report::Finding>) override {}
};

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

/// "error | downgrade-leaves-residue | 0002_x | trigger t on public.users | chain/0002_x.sql:9", a
/// line a finding, in the order of the report; its parts below it, indented.
std::string summary(const std::vector<report::Finding>& findings, const fs::path& folder) {
  std::string text;
  for (const auto& finding : findings) {
    std::string file = finding.location.file.empty()
                           ? ""
                           : fs::path(finding.location.file).lexically_relative(folder).string();
    if (finding.location.line != 0) file += ":" + std::to_string(finding.location.line);
    text += std::string(report::to_string(finding.severity)) + " | " + finding.code + " | " +
            or_dash(finding.revision) + " | " + or_dash(finding.object) + " | " + or_dash(file) +
            "\n";
    const std::string parts = summary(finding.parts, folder);
    for (const auto part : lines(parts)) text += "  " + std::string(part) + "\n";
  }
  return text;
}

/// Whether a scenario is one of those that show a finding.
bool shows(const std::string& scenario, std::string_view code) {
  return scenario == code || scenario.starts_with(std::string(code) + "-");
}

/// What scripts/docs prints of a scenario on the page of a finding: the report without what differs
/// from run to run; with its notes if the finding is one.
std::string console_block(const report::Result& result, const std::string& command,
                          std::string_view code) {
  const auto printed = [&](bool verbose) {
    std::vector<std::string> kept;
    const std::string report = report::render_console(result, {false, verbose, true});
    for (const std::string_view line : lines(report))
      kept.emplace_back(line.substr(0, line.find_last_not_of(' ') + 1));
    constexpr std::size_t totals = 2;
    kept.resize(kept.size() - std::min(kept.size(), totals));
    while (!kept.empty() && kept.back().empty()) kept.pop_back();
    return join(kept, "\n");
  };
  const std::string brief = printed(false);
  const std::string shown = brief.find(code) != std::string::npos ? brief : printed(true);
  return "```console\n$ pgstair " + command + "\n" + shown + "\n```\n";
}

/// What an Alembic project needs that is not there.
std::string missing_packages(const fs::path& folder) {
  if (!fs::exists(folder / "alembic.ini")) return {};
  std::string address = read_file(folder / "alembic.ini");
  if (fs::exists(folder / "migrations/env.py")) address += read_file(folder / "migrations/env.py");
  const bool is_async = address.find("+asyncpg:") != std::string::npos;
  return missing_python_packages({"alembic", "sqlalchemy", is_async ? "asyncpg" : "psycopg2"});
}

/// A squash stands beside the chain that it stands for.
bool is_squash(const fs::path& folder) { return fs::exists(folder / "old"); }

/// The command of a folder: that of its file `command`, or verify.
std::string command_of(const fs::path& folder) {
  const fs::path file = folder / "command";
  return fs::exists(file) ? std::string(trim(read_file(file))) : "verify";
}

/// Where `released` is a folder of a scenario for check, it holds the released files.
fs::path released_of(const fs::path& folder) {
  const fs::path released = folder / "released";
  return fs::exists(released) ? released : fs::path();
}

/// Databases in use, as files that make them, in the order of their names.
std::vector<std::string> deployed_of(const fs::path& folder) {
  std::vector<std::string> files;
  if (fs::exists(folder / "deployed")) {
    for (const auto& entry : fs::directory_iterator(folder / "deployed"))
      files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  return files;
}

/// What a user types to get the report.
std::string command_line_of(const fs::path& folder) {
  if (is_squash(folder)) {
    std::string line =
        "squash --check " + (folder / "new").string() + " --against " + (folder / "old").string();
    for (const auto& database : deployed_of(folder)) line += " --url " + database;
    return line;
  }
  const std::string command = command_of(folder) + " " + folder.string();
  const fs::path released = released_of(folder);
  if (!released.empty()) return command + " --released " + released.string();
  return command_of(folder) == "check" ? command + " --no-base-ref" : command;
}

/// Not what the repository of these files says.
static_check::ReleaseOptions release_of(const fs::path& folder) {
  const fs::path released = released_of(folder);
  return {.base_ref = "", .released = released, .off = released.empty()};
}

report::Result run_squash_check(const verify::Options& options, const fs::path& folder) {
  squash::Chains chains;
  chains.new_chain = verify::read_configuration(folder / "new");
  const squash::OldChain old_chain((folder / "old").string(), folder / "new", chains.new_chain);
  chains.old_chain = old_chain.options();
  chains.deployed = deployed_of(folder);
  chains.release_with = [&](const auto& revision) { return old_chain.release_with(revision); };
  chains.new_chain.postgres = options.postgres;
  chains.new_chain.whole_snapshots = options.whole_snapshots;
  return squash::check(chains);
}

report::Result run_scenario(const verify::Options& options, const fs::path& folder) {
  if (is_squash(folder)) return run_squash_check(options, folder);
  if (command_of(folder) == "check") return static_check::check({options, release_of(folder)});
  Quiet quiet;
  return verify::verify(options, quiet);
}

class Scenario : public testing::Test {
 public:
  explicit Scenario(fs::path folder) : folder_(std::move(folder)) {}

  void TestBody() override {
    fs::current_path(PGSTAIR_SOURCE_DIR);  // the pages name files from there
    if (const auto missing = missing_packages(folder_); !missing.empty()) GTEST_SKIP() << missing;
    verify::Options options = verify::read_configuration(folder_);
    options.postgres = choice_under_test();
    options.whole_snapshots = whole_snapshots_under_test();
    const auto result = run_scenario(options, folder_);
    const std::string actual = summary(result.findings, folder_);
    const fs::path expected = folder_ / "expected.txt";
    if (std::getenv("PGSTAIR_UPDATE_EXPECTED") != nullptr) write_file(expected, actual);
    EXPECT_EQ(actual, read_file(expected)) << "in " << folder_;

    // A folder is named after what it shows, so one that shows something else is mislabelled.
    const std::string name = folder_.filename().string();
    if (name.starts_with("good-")) {
      EXPECT_FALSE(report::fails(result, report::Severity::warning));
      EXPECT_GT(report::summarise(result).checks_run, 0u);
    } else {
      const bool shown = std::ranges::any_of(result.findings, [&](const report::Finding& finding) {
        return shows(name, finding.code) ||
               std::ranges::any_of(finding.parts,
                                   [&](const auto& part) { return shows(name, part.code); });
      });
      EXPECT_TRUE(shown) << name << " does not show the finding that it is named after";
      if (!options.postgres.major) expect_in_docs(result);
    }
  }

 private:
  void expect_in_docs(const report::Result& result) const {
    for (const auto& kind : report::finding_catalog()) {
      if (!shows(folder_.filename().string(), kind.code)) continue;
      EXPECT_THAT(read_file("docs/findings/" + std::string(kind.code) + ".md"),
                  testing::HasSubstr(console_block(result, command_line_of(folder_), kind.code)))
          << "run: make docs";
    }
  }

  fs::path folder_;  ///< from the repository's root
};

std::vector<fs::path> scenario_folders() {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(scenarios_folder)) {
    if (entry.is_directory())
      folders.push_back(entry.path().lexically_relative(PGSTAIR_SOURCE_DIR));
  }
  std::ranges::sort(folders);
  return folders;
}

TEST(FindingCatalog, HasAScenarioForEachCode) {
  const auto folders = scenario_folders();
  for (const auto& kind : report::finding_catalog()) {
    if (kind.check == "snapshot_tracking") continue;  // a fault of ours: tests/walk shows it
    EXPECT_TRUE(std::ranges::any_of(
        folders,
        [&](const fs::path& folder) { return shows(folder.filename().string(), kind.code); }))
        << "no scenarios/" << kind.code << "-*";
  }
}

void register_scenarios() {
  for (const auto& folder : scenario_folders()) {
    // GoogleTest reads a '-' in a filter as "but not", so a name with one would never be run.
    const std::string name = replace_all(folder.filename().string(), "-", "_");
    testing::RegisterTest("Scenario", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [folder]() -> Scenario* { return new Scenario(folder); });
  }
}

}  // namespace
}  // namespace pgstair

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  pgstair::register_scenarios();
  return RUN_ALL_TESTS();
}
