// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"
#include "chain/noted.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;

/// A journal with an entry for each tag, a second after the one before.
std::string journal(const std::vector<std::string>& tags) {
  std::vector<std::string> entries;
  for (std::size_t i = 0; i < tags.size(); ++i)
    entries.push_back("{\"idx\": " + std::to_string(i) + ", \"when\": " +
                      std::to_string(1000 * (i + 1)) + ", \"tag\": \"" + tags[i] + "\"}");
  return "{\"dialect\": \"postgresql\", \"entries\": [" + join(entries, ", ") + "]}";
}

TEST(Drizzle, TakesOrderAndFilesFromTheJournalAlone) {
  const Folder folder({{"meta/_journal.json", journal({"0001_b", "0000_a"})},
                       {"0000_a.sql", "SELECT 1;"},
                       {"0001_b.sql", "SELECT 2;--> statement-breakpoint\nSELECT 3;"},
                       {"0002_c.sql", "SELECT 4;"}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "drizzle");
  EXPECT_EQ(shown(result.revisions),
            (Expected{"0001_b: [SELECT 2; SELECT 3] / -", "0000_a <- 0001_b: [SELECT 1] / -"}));
  EXPECT_EQ(folder.faults(result),
            Expected{"ignored-file [chain/0002_c.sql] meta/_journal.json does not list this file, "
                     "so Drizzle never runs it; let drizzle-kit generate it (--custom for SQL of "
                     "one's own), or move it out of the folder"});
}

TEST(Drizzle, NotesTheTimeOfTheJournalAndWarnsOfOneThatIsEarlier) {
  const Folder folder({{"meta/_journal.json",
                        R"({"entries": [{"tag": "a", "when": 20}, {"tag": "b", "when": 10}]})"},
                       {"a.sql", "SELECT 1;"},
                       {"b.sql", "SELECT 2;"}});
  const auto result = folder.read();
  EXPECT_EQ(noted_version("drizzle", result.revisions[1]), "10");
  EXPECT_EQ(codes(result.faults), Expected{"sorts-differently"});
}

TEST(Drizzle, RefusesAListedFileThatIsNotThere) {
  const Folder folder({{"meta/_journal.json", journal({"a"})}});
  const auto result = folder.read();
  EXPECT_EQ(shown(result.revisions), Expected{"a: (its file is not there) / -"});
  EXPECT_EQ(codes(result.faults), Expected{"unreadable-file"});
}

TEST(Drizzle, RefusesAChainForAnotherServer) {
  const Folder folder(
      {{"meta/_journal.json", R"({"dialect": "sqlite", "entries": [{"tag": "a", "when": 1}]})"}});
  EXPECT_THROW(folder.read(), UsageError);
}

TEST(Drizzle, RefusesAJournalOfOddValues) {
  const Folder dialect(
      {{"meta/_journal.json", R"({"dialect": {"a": 5}, "entries": [{"tag": "a", "when": 1}]})"}});
  EXPECT_THROW(dialect.read_as("drizzle"), UsageError);
  const std::string nested = std::string(1'000'000, '[') + std::string(1'000'000, ']');
  const Folder deep({{"meta/_journal.json", "{\"entries\": [" + nested + "]}"}});
  EXPECT_THROW(deep.read_as("drizzle"), UsageError);
}

TEST(Drizzle, IsNotSeenInAJournalWithoutEntries) {
  const Folder folder({{"meta/_journal.json", "{}"}, {"0000_a.sql", "SELECT 1;"}});
  EXPECT_EQ(folder.read().format, "plain");
}

}  // namespace
}  // namespace pgstair::chain
