// SPDX-License-Identifier: MIT
//
// The recipes of CONTRIBUTING.md, held to the tree: whatever was added by one of them has every
// part that the recipe names. A recipe that becomes false fails here, or a part that somebody
// forgot.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "chain/read.h"
#include "checks/all_checks.h"
#include "report/finding_catalog.h"
#include "report/finding_example.h"
#include "server/installation.h"
#include "sql/script.h"
#include "sql/tree.h"
#include "support/file.h"
#include "support/process.h"
#include "support/text.h"
#include "verify/verify.h"

namespace pgstair {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;
using testing::HasSubstr;
using testing::IsSubsetOf;

const fs::path root = PGSTAIR_SOURCE_DIR;

std::string text_of(const std::string& file) { return read_file(root / file); }

/// What stands between `before` and `after` wherever they do in `text`.
Names all_between(std::string_view text, std::string_view before, std::string_view after) {
  Names found;
  for (auto at = text.find(before); at != std::string_view::npos; at = text.find(before, at)) {
    at += before.size();
    found.emplace(text.substr(at, text.find(after, at) - at));
  }
  return found;
}

/// The first cells of the tables in a page: "| `name` |".
Names rows_of(const std::string& page) { return all_between(text_of(page), "\n| `", "` |"); }

/// The line of a page that begins so.
std::string line_of(const std::string& page, const std::string& beginning) {
  const std::string text = text_of(page);
  for (const auto line : lines(text)) {
    if (line.starts_with(beginning)) return std::string(line);
  }
  return {};
}

// A check.

/// The names of every check there is, as a run would have them that asks for all.
Names checks_in_the_list() {
  const checks::CheckContext everything{
      .model = [](const catalog::Snapshot&) { return checks::Model{}; },
      .model_unreadable = {"user mapping"},
      .neighbours = true,
      .others_role = true,
      .deployer = true,
      .one_transaction = true,
      .repeatables = true,
      .rows = true,
      .fixtures = true,
      .require_rows = true,
      .probes_not_run = "this is a test"};
  const walk::Checks all = checks::all_checks(everything);
  Names names;
  for (const auto& check : all.of_revisions) names.emplace(check->name());
  for (const auto& check : all.of_chain) names.emplace(check->name());
  return names;
}

Names checks_in_the_folder() {
  Names names;
  for (const auto& entry : fs::directory_iterator(root / "harness/checks")) {
    if (entry.path().extension() != ".h") continue;
    names.merge(all_between(read_file(entry.path()), "name() const override { return \"", "\""));
  }
  return names;
}

TEST(RecipeForACheck, EveryClassIsInTheListOfChecks) {
  EXPECT_EQ(checks_in_the_folder(), checks_in_the_list());
}

TEST(RecipeForACheck, EveryCheckHasARowInThePageOfVerify) {
  EXPECT_THAT(checks_in_the_list(), IsSubsetOf(rows_of("docs/commands/verify.md")));
}

TEST(RecipeForACheck, EveryCheckHasAnEntryInTheCatalogueOfFindings) {
  Names with_findings;
  for (const auto& kind : report::finding_catalog()) with_findings.emplace(kind.check);
  Names expected = checks_in_the_list();
  expected.insert("chain");              // what is wrong with the files, before any check
  expected.insert("snapshot_tracking");  // what is wrong with us, after the walk
  // Of `pgstair check`, which needs no server, and of `pgstair squash`.
  expected.merge(Names{"released", "upgrade", "model_files", "data_scripts"});
  expected.merge(Names{"deployed", "remembers", "resumes", "same_catalog", "same_rows"});
  // They only say what could not be checked.
  for (const char* without : {"whole_catalog", "whole_model"}) expected.erase(without);
  EXPECT_EQ(with_findings, expected);
}

TEST(RecipeForACheck, EveryFindingHasAScenarioAndAPage) {
  Names scenarios;
  for (const auto& entry : fs::directory_iterator(root / "scenarios")) {
    scenarios.insert(entry.path().filename().string());
  }
  for (const auto& kind : report::finding_catalog()) {
    const std::string code(kind.code);
    // No chain is to blame for it: tests/walk/missed_change_test.cc shows it.
    const bool is_ours = code == "snapshot-tracking-missed-change";
    EXPECT_TRUE(is_ours || std::ranges::any_of(scenarios,
                                               [&](const std::string& scenario) {
                                                 return scenario == code ||
                                                        scenario.starts_with(code + "-");
                                               }))
        << code;
    EXPECT_TRUE(fs::exists(root / "docs/findings" / (code + ".md"))) << code;
    EXPECT_THAT(text_of("docs/findings/README.md"), HasSubstr("(" + code + ".md)"));
  }
}

TEST(RecipeForACheck, EveryFindingHasAnExampleWhoseSqlParses) {
  for (const auto& kind : report::finding_catalog()) {
    if (kind.code == "snapshot-tracking-missed-change") continue;  // no chain is to blame
    const auto* example = report::finding_example(kind.code);
    ASSERT_NE(example, nullptr) << kind.code;
    EXPECT_NE(example->bad, example->mended) << kind.code;
    if (example->language != "sql") continue;
    for (const auto text : {example->bad, example->mended}) {
      for (const auto& statement : sql::split_statements(text, {}))
        EXPECT_TRUE(sql::tree_of(statement.text)) << kind.code << ": " << statement.text;
    }
  }
}

// A chain format.

Names formats_in_the_table() {
  const auto names = chain::format_names();
  return {names.begin(), names.end()};
}

/// The stems of files, as the names of formats are written.
Names stems(const std::string& folder, std::string_view suffix) {
  Names names;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(suffix))
      names.insert(replace_all(name.substr(0, name.size() - suffix.size()), "_", "-"));
  }
  return names;
}

TEST(RecipeForAChainFormat, EveryReaderIsInTheTableAndHasATest) {
  Names readers = stems("src/chain/formats", ".cc");
  readers.erase("formats");
  EXPECT_EQ(readers, formats_in_the_table());
  EXPECT_EQ(stems("tests/chain/formats", "_test.cc"), formats_in_the_table());
}

TEST(RecipeForAChainFormat, EveryFormatIsInThePages) {
  EXPECT_EQ(rows_of("docs/formats.md"), formats_in_the_table());
  const std::string flag = line_of("docs/commands/verify.md", "| `--chain-format NAME` |");
  const std::string preflight = text_of("docs/commands/preflight.md");
  for (const auto& format : chain::formats()) {
    EXPECT_THAT(flag, HasSubstr(std::string(format.name)));
    if (format.version_table.name.empty()) continue;
    EXPECT_THAT(preflight, HasSubstr("`" + std::string(format.version_table.name) + "`"));
  }
}

TEST(RecipeForAChainFormat, EveryFormatHasAScenario) {
  Names shown;
  for (const auto& entry : fs::directory_iterator(root / "scenarios")) {
    if (!entry.is_directory()) continue;
    const bool is_squash = fs::exists(entry.path() / "old");
    const auto options =
        verify::read_configuration(is_squash ? entry.path() / "new" : entry.path());
    if (options.commands || verify::is_alembic(options)) continue;
    shown.emplace(options.format.empty() ? chain::detect(options.chain).name : options.format);
  }
  EXPECT_EQ(shown, formats_in_the_table());
}

// A supported Postgres.

Names supported_majors() {
  Names majors = all_between(text_of("docker-compose.yml"), "\n  postgres-", ":\n");
  EXPECT_EQ(*majors.begin(), std::to_string(server::oldest_major));
  return majors;
}

TEST(RecipeForASupportedPostgres, EveryVersionHasABinaryToFetchAndAnImage) {
  Names listed;
  for (const auto& major : supported_majors()) {
    EXPECT_THAT(text_of("docker-compose.yml"), HasSubstr("\n    image: postgres:" + major + "\n"));
    listed.insert(major);
  }
  const auto usage = run({.arguments = {(root / "scripts/fetch-postgres").string()}});
  EXPECT_EQ(usage.exit_code, 2);
  EXPECT_THAT(usage.err, HasSubstr(" " + join({listed.begin(), listed.end()}, "|") + "\n"));
}

TEST(RecipeForASupportedPostgres, TheFirstAndTheLastAreNamedWhereTheRangeIs) {
  const Names majors = supported_majors();
  const std::string range = *majors.begin() + " to " + *majors.rbegin();
  for (const char* file : {"README.md", "tests/catalog/ledger.txt", "docs/coverage.md"}) {
    EXPECT_THAT(text_of(file), HasSubstr(range)) << file;
  }
}

}  // namespace
}  // namespace pgstair
