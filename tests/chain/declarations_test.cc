// SPDX-License-Identifier: MIT
//
// What an author declares, in files of every format; and that what findings advise to write is read
// there.

#include "chain/declarations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "chain/folder.h"
#include "report/finding_catalog.h"

namespace pgstair::chain {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* upgrade = "CREATE TABLE a ();\n";
constexpr const char* downgrade = "DROP TABLE a;\n";

/// A chain of one revision whose upgrade stands below `comment`.
std::unique_ptr<Folder> chain_with(const std::string& format, const std::string& comment) {
  const std::string up = comment + "\n" + upgrade;
  const auto made = [](Folder::Files files) { return std::make_unique<Folder>(files); };
  if (format == "native")
    return made({{"1_a.sql", "-- migrate:up\n" + up + "-- migrate:down\n" + downgrade}});
  if (format == "goose")
    return made({{"1_a.sql", "-- +goose Up\n" + up + "-- +goose Down\n" + downgrade}});
  if (format == "golang-migrate") return made({{"1_a.up.sql", up}, {"1_a.down.sql", downgrade}});
  if (format == "diesel") return made({{"1_a/up.sql", up}, {"1_a/down.sql", downgrade}});
  if (format == "sqlx")
    return made({{"1_a.up.sql", up}, {"1_a.down.sql", downgrade}, {"../Cargo.toml", ""}});
  if (format == "flyway") return made({{"V1__a.sql", up}});
  if (format == "prisma")
    return made({{"migration_lock.toml", "provider = \"postgresql\"\n"},
                 {"20240101000000_a/migration.sql", up}});
  if (format == "sql-migrate")
    return made({{"1_a.sql", "-- +migrate Up\n" + up + "-- +migrate Down\n" + downgrade}});
  if (format == "tern")
    return made({{"001_a.sql", up + "---- create above / drop below ----\n" + downgrade}});
  if (format == "liquibase")
    return made({{"1_a.sql", "--liquibase formatted sql\n--changeset a:1\n" + up +
                                 "--rollback DROP TABLE a;\n"}});
  if (format == "drizzle")
    return made({{"meta/_journal.json",
                  R"({"version": "7", "dialect": "postgresql", "entries": [
                       {"idx": 0, "version": "7", "when": 1, "tag": "0000_a", "breakpoints": true}]})"},
                 {"0000_a.sql", up}});
  if (format == "node-pg-migrate")
    return made({{"1_a.sql", "-- Up Migration\n" + up + "-- Down Migration\n" + downgrade}});
  if (format == "sqitch")
    return made({{"sqitch.plan", "%project=a\n\na 2024-01-31T10:00:00Z A <a@b.c>\n"},
                 {"deploy/a.sql", up},
                 {"revert/a.sql", downgrade}});
  if (format == "pop") return made({{"1_a.postgres.up.sql", up}, {"1_a.down.sql", downgrade}});
  if (format == "hasura")
    return made({{"../config.yaml", "metadata_directory: metadata\n"},
                 {"1_a/up.sql", up},
                 {"1_a/down.sql", downgrade}});
  return made({{"1_a.sql", up}});
}

/// The same, with the comment above all markers.
std::unique_ptr<Folder> chain_below(const std::string& format, const std::string& comment) {
  if (format != "native" && format != "goose") return chain_with(format, comment);
  const std::string marker = format == "native" ? "-- migrate:" : "-- +goose ";
  const std::string text = comment + "\n" + marker + (format == "native" ? "up\n" : "Up\n");
  return std::make_unique<Folder>(Folder::Files{{"1_a.sql", text + upgrade}});
}

/// The format that the chain is of, and what its revision declares.
std::vector<std::string> declared(const Folder& folder) {
  ReadResult read = folder.read();
  std::vector<std::string> all{read.format};
  for (const auto& revision : read.revisions) {
    EXPECT_TRUE(revision.up) << revision.not_runnable;
    if (revision.irreversible) all.push_back("irreversible " + *revision.irreversible);
    for (const auto& loss : revision.losses) all.push_back("loses " + loss.object);
    for (const auto& allowed : revision.suppressions)
      all.push_back("allow " + allowed.code + " " + allowed.reason);
  }
  for (const auto& fault : folder.faults(read)) all.push_back(fault);
  return all;
}

class Declarations : public testing::TestWithParam<std::string> {};

TEST_P(Declarations, AreUnderstoodInEveryFormat) {
  const std::string all =
      "-- pgstair: irreversible phones are hashed\n"
      "--pgstair: loses users.phone, cards\n"
      "  -- pgstair: allow upgrade-fails it is\r";
  const auto expected =
      ElementsAre(GetParam(), "irreversible phones are hashed", "loses users.phone", "loses cards",
                  "allow upgrade-fails it is");
  EXPECT_THAT(declared(*chain_with(GetParam(), all)), expected);
  EXPECT_THAT(declared(*chain_below(GetParam(), all)), expected);
}

TEST_P(Declarations, MayLookLikeMarkersOfDbmateAndAreNotTakenForItsFormat) {
  const std::string both = "-- migrate:irreversible hashed\n-- migrate:loses users.phone";
  const auto expected = ElementsAre(GetParam(), "irreversible hashed", "loses users.phone");
  EXPECT_THAT(declared(*chain_with(GetParam(), both)), expected);
  EXPECT_THAT(declared(*chain_below(GetParam(), both)), expected);
}

TEST_P(Declarations, ThatSayNothingAreFaults) {
  const std::map<std::string, std::string> faults{
      {"-- pgstair: irreversible", "-- pgstair: irreversible gives no reason; say why after it"},
      {"-- migrate:irreversable x",
       "a comment that declares nothing: -- migrate:irreversable x; did you mean -- "
       "migrate:irreversible?"},
      {"-- pgstair: loses", "-- pgstair: loses names nothing; write TABLE.COLUMN after it"},
      {"-- pgstair: allow upgrade-fails",
       "-- pgstair: allow needs a finding's code and a reason; write -- pgstair: allow CODE "
       "REASON"},
      {"-- pgstair: ignore upgrade-fails it is",
       "a comment that declares nothing: -- pgstair: ignore upgrade-fails it is; write -- pgstair: "
       "irreversible REASON, -- pgstair: loses TABLE.COLUMN or -- pgstair: allow CODE REASON"}};
  for (const auto& [comment, fault] : faults) {
    const auto folder = chain_with(GetParam(), comment);
    const auto read = folder->read();
    EXPECT_EQ(read.format, GetParam()) << comment;
    EXPECT_THAT(folder->faults(read), ElementsAre(HasSubstr("] " + fault))) << comment;
  }
}

/// The comments of SQL among what a text of the catalogue has between backquotes.
std::vector<std::string> comments_in(std::string_view text) {
  std::vector<std::string> found;
  const auto pieces = split(text, '`');
  for (std::size_t i = 1; i < pieces.size(); i += 2)
    if (pieces[i].starts_with("-- ")) found.emplace_back(pieces[i]);
  return found;
}

TEST_P(Declarations, AreReadAsTheCatalogueOfFindingsAdvisesToWriteThem) {
  std::size_t tried = 0;
  for (const auto& kind : report::finding_catalog()) {
    for (const auto& comment :
         comments_in(std::string(kind.means) + " " + std::string(kind.remedy))) {
      // Only files of dbmate's format name their parents, and so only they have two heads.
      if (comment.starts_with("-- migrate:parents")) continue;
      ++tried;
      const auto folder = chain_with(GetParam(), comment);
      const auto read = folder->read();
      EXPECT_EQ(read.format, GetParam()) << kind.code;
      EXPECT_THAT(folder->faults(read), IsEmpty()) << kind.code;
      const auto& revision = read.revisions.front();
      EXPECT_EQ(revision.losses.size() + (revision.irreversible ? 1 : 0), 1U) << comment;
    }
  }
  EXPECT_GT(tried, 5U);
}

INSTANTIATE_TEST_SUITE_P(In, Declarations, testing::ValuesIn(format_names()),
                         [](const auto& info) { return replace_all(info.param, "-", "_"); });

}  // namespace
}  // namespace pgstair::chain
