// SPDX-License-Identifier: MIT
//
// pgstair squash writes a squash, of each format's chains.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "squash/squash_test.h"

namespace pgstair {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::string users = "CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL);\n";
const std::string rows = "INSERT INTO users VALUES (1, 'it''s; root');\n";
const std::string posts =
    "CREATE TABLE posts (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
    "  author int REFERENCES users);\nINSERT INTO posts (author) VALUES (1);\n";
const std::string later = "ALTER TABLE posts ADD title text;\n";

std::string native(const std::string& up, const std::string& down = "SELECT 1;\n") {
  return "-- migrate:up\n" + up + "\n-- migrate:down\n" + down;
}

std::string sql_migrate(const std::string& up) {
  return "-- +migrate Up\n" + up + "\n-- +migrate Down\nSELECT 1;\n";
}

std::string node(const std::string& up) {
  return "-- Up Migration\n" + up + "\n-- Down Migration\nSELECT 1;\n";
}

std::string goose(const std::string& up) {
  return "-- +goose Up\n" + up + "\n-- +goose Down\nSELECT 1;\n";
}

/// A chain of three revisions in some format; and what it is after a squash of the first two.
struct FormatCase {
  std::string format;
  FileTexts files;
  std::vector<std::string> names_after;
  std::string squash;  ///< which of them it is
};

void PrintTo(const FormatCase& one, std::ostream* out) { *out << one.format; }

class WriteSquash : public SquashTest, public testing::WithParamInterface<FormatCase> {};

TEST_P(WriteSquash, KeepsTheVersionOfTheLastRevision) {
  const FormatCase& chain = GetParam();
  commit(chain.files);
  const auto ran = squash({"--upto", "+2", "--chain-format", chain.format});
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("db/" + chain.squash + "\n"));
  EXPECT_EQ(names(), chain.names_after);
  const std::string text = files()[chain.squash];
  EXPECT_THAT(text, HasSubstr("-- Stands for 2 revisions, "));
  EXPECT_THAT(text, HasSubstr("  (1, 'it''s; root');\n"));
  EXPECT_THAT(text, HasSubstr("OVERRIDING SYSTEM VALUE"));
  EXPECT_THAT(text, Not(HasSubstr("IF NOT EXISTS")));
  EXPECT_TRUE(nothing_is_left());
}

const FormatCase format_cases[] = {
    {"native",
     {{"0001_users.sql", native(users + rows)},
      {"0002_posts.sql", native(posts)},
      {"0003_title.sql", native(later)}},
     {"0002_initial.sql", "0003_title.sql"},
     "0002_initial.sql"},
    {"golang-migrate",
     {{"1_users.up.sql", users + rows},
      {"1_users.down.sql", "DROP TABLE users;\n"},
      {"2_posts.up.sql", posts},
      {"2_posts.down.sql", "DROP TABLE posts;\n"},
      {"10_title.up.sql", later},
      {"10_title.down.sql", "ALTER TABLE posts DROP title;\n"}},
     {"10_title.down.sql", "10_title.up.sql", "2_initial.down.sql", "2_initial.up.sql"},
     "2_initial.up.sql"},
    {"goose",
     {{"00001_users.sql", goose(users + rows)},
      {"00002_posts.sql", goose(posts)},
      {"00003_title.sql", goose(later)}},
     {"00002_initial.sql", "00003_title.sql"},
     "00002_initial.sql"},
    {"diesel",
     {{"2024-01-01-000000_users/up.sql", users + rows},
      {"2024-01-01-000000_users/down.sql", "DROP TABLE users;\n"},
      {"2024-01-02-000000_posts/up.sql", posts},
      {"2024-01-02-000000_posts/down.sql", "DROP TABLE posts;\n"},
      {"2024-01-03-000000_title/up.sql", later}},
     {"2024-01-02-000000_initial/down.sql", "2024-01-02-000000_initial/up.sql",
      "2024-01-03-000000_title/up.sql"},
     "2024-01-02-000000_initial/up.sql"},
    {"sqlx",
     {{"1_users.sql", users + rows}, {"2_posts.sql", posts}, {"3_title.sql", later}},
     {"2_initial.sql", "3_title.sql"},
     "2_initial.sql"},
    {"flyway",
     {{"V1__users.sql", users + rows},
      {"sub/V1.1__posts.sql", posts},
      {"V2__title.sql", later},
      {"R__view.sql", "CREATE OR REPLACE VIEW titles AS SELECT title FROM posts;\n"}},
     {"R__view.sql", "V1__users.sql", "V2__title.sql", "sub/B1.1__initial.sql",
      "sub/V1.1__posts.sql"},
     "sub/B1.1__initial.sql"},
    {"plain",
     {{"001-users.sql", users + rows}, {"002-posts.sql", posts}, {"003-title.sql", later}},
     {"002-posts.sql", "003-title.sql"},
     "002-posts.sql"},
    {"prisma",
     {{"migration_lock.toml", "provider = \"postgresql\"\n"},
      {"20240101000000_users/migration.sql", users + rows},
      {"20240102000000_posts/migration.sql", posts},
      {"20240103000000_title/migration.sql", later}},
     {"20240102000000_posts/migration.sql", "20240103000000_title/migration.sql",
      "migration_lock.toml"},
     "20240102000000_posts/migration.sql"},
    {"sql-migrate",
     {{"1_users.sql", sql_migrate(users + rows)},
      {"2_posts.sql", sql_migrate(posts)},
      {"3_title.sql", sql_migrate(later)}},
     {"2_posts.sql", "3_title.sql"},
     "2_posts.sql"},
    {"node-pg-migrate",
     {{"1_users.sql", node(users + rows)},
      {"2_posts.sql", node(posts)},
      {"3_title.sql", node(later)}},
     {"2_posts.sql", "3_title.sql"},
     "2_posts.sql"},
    {"drizzle",
     {{"0000_users.sql", users + "--> statement-breakpoint\n" + rows},
      {"0001_posts.sql", replace_all(posts, ";\nINSERT", ";\n--> statement-breakpoint\nINSERT")},
      {"0002_title.sql", later},
      {"meta/0000_snapshot.json", R"({"id": "a", "prevId": "0"})"},
      {"meta/0001_snapshot.json", R"({"id": "b", "prevId": "a"})"},
      {"meta/_journal.json",
       R"({"version": "7", "dialect": "postgresql", "entries": [)"
       R"({"idx": 0, "when": 1000, "tag": "0000_users", "breakpoints": true},)"
       R"({"idx": 1, "when": 2000, "tag": "0001_posts", "breakpoints": true},)"
       R"({"idx": 2, "when": 3000, "tag": "0002_title", "breakpoints": true}]})"}},
     {"0001_initial.sql", "0002_title.sql", "meta/0001_snapshot.json", "meta/_journal.json"},
     "0001_initial.sql"},
};

INSTANTIATE_TEST_SUITE_P(Formats, WriteSquash, testing::ValuesIn(format_cases),
                         [](const auto& info) { return replace_all(info.param.format, "-", "_"); });

/// Two native revisions, and what is done about their files.
class WriteNative : public SquashTest {
 protected:
  const FileTexts chain_{{"0001_users.sql", native(users + rows)},
                         {"0002_posts.sql", native(posts)}};
};

TEST_F(WriteNative, RefusesFilesThatGitDoesNotHave) {
  commit({{"0001_users.sql", chain_.at("0001_users.sql")}});
  write("db/0002_posts.sql", native(posts));
  const FileTexts before = files();
  const auto ran = squash();
  EXPECT_EQ(ran.exit_code, 2) << ran.out;
  EXPECT_THAT(ran.err, HasSubstr("db/0002_posts.sql is not committed"));
  EXPECT_EQ(files(), before);
}

TEST_F(WriteNative, RefusesFilesThatGitIgnores) {
  write(".gitignore", "0002*\n");
  commit(chain_);
  const auto ran = squash();
  EXPECT_EQ(ran.exit_code, 2) << ran.out;
  EXPECT_THAT(ran.err, HasSubstr("git does not have"));
  EXPECT_EQ(files(), chain_);
}

TEST_F(WriteNative, RefusesAFolderWithoutGitUnlessItHasAnArchive) {
  for (const auto& [name, text] : chain_) write("db/" + name, text);
  const auto refused = squash();
  EXPECT_EQ(refused.exit_code, 2) << refused.out;
  EXPECT_THAT(refused.err, HasSubstr("is in no repository of git; --archive FOLDER"));
  EXPECT_EQ(files(), chain_);

  const auto ran = squash({"--archive", "old", "-m", "First Release!"});
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  EXPECT_THAT(names(), ElementsAre("0002_first_release.sql"));
  EXPECT_EQ(files("old"), chain_);
}

TEST_F(WriteNative, OverwritesNothingInAnArchive) {
  commit(chain_);
  write("old/0001_users.sql", "another");
  EXPECT_EQ(squash({"--archive", "old"}).exit_code, 2);
  EXPECT_EQ(squash({"--archive", "db/old"}).exit_code, 2) << "the tool may read it there";
  EXPECT_EQ(files(), chain_);
}

TEST_F(WriteNative, LeavesTheFolderAsItWasIfTheCheckFails) {
  FileTexts chain = chain_;
  chain["0002_posts.sql"] = native(posts + "ALTER TABLE users DROP name;\n");
  // It works only where a column was dropped, as the squash has none.
  chain["0003_gap.sql"] = native(
      "DO $$ BEGIN ASSERT EXISTS (SELECT FROM pg_attribute WHERE attisdropped\n"
      "  AND attrelid = 'users'::regclass); END $$;\n");
  commit(chain);
  const auto ran = squash({"--upto", "0002"});
  EXPECT_EQ(ran.exit_code, 1) << ran.out << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("upgrade-fails"), HasSubstr("nothing is changed")));
  EXPECT_EQ(files(), chain);
  EXPECT_EQ(git({"status", "--porcelain"}), "");
}

TEST_F(WriteNative, TouchesNothingInADryRun) {
  for (const auto& [name, text] : chain_) write("db/" + name, text);
  const auto ran = squash({"--dry-run"});
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("would write db/0002_initial.sql"),
                             HasSubstr("would remove db/0001_users.sql")));
  EXPECT_EQ(files(), chain_);
}

TEST_F(WriteNative, HeedsNoSettingsForRevisionsThatGo) {
  FileTexts chain = chain_;
  chain["pgstair.toml"] =
      "[rows]\nfixtures = \"fixtures\"\n[[expect]]\nafter = \"0001\"\n"
      "query = \"SELECT name FROM users WHERE id = 1\"\nrows = [[\"it's; root\"]]\n";
  chain["fixtures/0001_users.sql"] = "INSERT INTO users VALUES (9, 'of the test');\n";
  commit(chain);
  const auto ran = squash();
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  EXPECT_THAT(files()["0002_initial.sql"], Not(HasSubstr("of the test")));
}

TEST_F(WriteNative, SquashesInSteps) {
  FileTexts chain = chain_;
  chain["0003_title.sql"] = native(later);
  commit(chain);
  EXPECT_EQ(squash({"--upto", "0002"}).exit_code, 0);
  git({"add", "-A"});
  git({"commit", "-qm", "a squash"});
  const auto ran = squash({"-m", "all"});
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  EXPECT_THAT(names(), ElementsAre("0003_all.sql"));
  EXPECT_THAT(files()["0003_all.sql"],
              HasSubstr("-- Stands for 2 revisions, 0002_initial to 0003_title:\n"));
}

TEST_F(WriteNative, ReplacesAFileOfTheSameName) {
  commit(chain_);
  const auto ran = squash({"-m", "posts"});
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  EXPECT_THAT(names(), ElementsAre("0002_posts.sql"));
  EXPECT_THAT(files()["0002_posts.sql"], HasSubstr("-- Stands for 2 revisions"));
}

TEST_F(WriteNative, IsIrreversibleForTheServerToo) {
  commit(chain_);
  EXPECT_EQ(squash().exit_code, 0);
  const std::string text = files()["0002_initial.sql"];
  EXPECT_THAT(text, HasSubstr("-- pgstair: irreversible this squash stands for 2 revisions"));
  EXPECT_THAT(text.substr(text.find("-- migrate:down")),
              HasSubstr("RAISE EXCEPTION 'this squash stands for 2 revisions"));
}

TEST_F(WriteNative, HasADowngradeOnRequest) {
  FileTexts chain = chain_;
  chain["0002_posts.sql"] =
      native("CREATE SCHEMA s;\nCREATE TYPE s.state AS ENUM ('a');\n" + posts +
             "ALTER TABLE users ADD first_post int REFERENCES posts;\n");
  commit(chain);
  const auto ran = squash({"--with-downgrade"});
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  const std::string text = files()["0002_initial.sql"];
  EXPECT_THAT(text, Not(HasSubstr("irreversible")));
  EXPECT_THAT(text.substr(text.find("-- migrate:down")),
              AllOf(HasSubstr("DROP CONSTRAINT"), HasSubstr("DROP SCHEMA s;")));
}

TEST_F(WriteNative, GoesWithAllowancesOfRevisionsThatItReplaces) {
  FileTexts chain = chain_;
  chain["pgstair.toml"] =
      "[[allow]]\ncode = \"downgrade-missing\"\nrevision = \"0001_users\"\nreason = \"a backup\"\n";
  commit(chain);
  const auto ran = squash({"--upto", "+2"});
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
}

TEST_F(WriteNative, IsNotWrittenWithADowngradeThatLeavesSomething) {
  FileTexts chain = chain_;
  chain["0002_posts.sql"] =
      native(posts + "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;\n");
  commit(chain);
  const auto ran = squash({"--with-downgrade"});
  EXPECT_EQ(ran.exit_code, 1) << ran.out << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("error  downgrade-leaves-residue"),
                             HasSubstr("nothing is changed: the squash of 2 revisions")));
  EXPECT_EQ(files(), chain);
  EXPECT_EQ(squash().exit_code, 0) << "it is the downgrade alone";
}

TEST_F(WriteNative, HasNoDowngradeWhereTheFormatHasNoPlaceForOne) {
  commit({{"001_users.sql", users}, {"002_later.sql", "CREATE TABLE later ();\n"}});
  const auto ran = squash({"--with-downgrade"});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("--with-downgrade: plain has no place for one"));
}

TEST_F(WriteNative, IsAFirstRevisionWhereNothingIsDeployed) {
  commit(chain_);
  const auto ran = squash({"--fresh"});
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  EXPECT_THAT(names(), ElementsAre("0001_initial.sql"));
  EXPECT_THAT(ran.out, Not(HasSubstr("stranded")));
}

TEST_F(WriteNative, WritesThePlainFormOfWhatRanWithoutATransaction) {
  FileTexts chain = chain_;
  chain["0003_index.sql"] =
      "-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY users_name ON users (name);\n"
      "-- migrate:down transaction:false\nDROP INDEX CONCURRENTLY users_name;\n";
  commit(chain);
  EXPECT_EQ(squash().exit_code, 0);
  const std::string text = files()["0003_initial.sql"];
  EXPECT_THAT(text, AllOf(HasSubstr("CREATE INDEX users_name"), Not(HasSubstr("CONCURRENTLY")),
                          HasSubstr("-- migrate:up\n")));
}

TEST_F(WriteNative, EndsWhereEveryPathGoesThrough) {
  FileTexts chain = chain_;
  chain["0003_left.sql"] = "-- migrate:parents 0002_posts\n" + native("CREATE TABLE l ();\n");
  chain["0004_right.sql"] = "-- migrate:parents 0002_posts\n" + native("CREATE TABLE r ();\n");
  commit(chain);
  const auto heads = squash();
  EXPECT_EQ(heads.exit_code, 2);
  EXPECT_THAT(heads.err, AllOf(HasSubstr("several heads (0003_left, 0004_right)"),
                               HasSubstr("--upto 0002_posts ends before")));
  const auto around = squash({"--upto", "0003"});
  EXPECT_EQ(around.exit_code, 2);
  EXPECT_THAT(around.err, HasSubstr("0004_right builds on 0002_posts and not on 0003_left"));
  EXPECT_EQ(files(), chain);

  write("db/0005_merge.sql", "-- migrate:parents 0003_left 0004_right\n" + native("SELECT 1;\n"));
  git({"add", "."});
  git({"commit", "-qm", "merge"});
  const auto ran = squash();
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  EXPECT_THAT(names(), ElementsAre("0005_initial.sql"));
}

TEST_F(WriteNative, KeepsTheNameByWhichLaterRevisionsCallTheLastOne) {
  FileTexts chain = chain_;
  chain["0003_left.sql"] = "-- migrate:parents 0002_posts\n" + native("CREATE TABLE l ();\n");
  chain["0004_right.sql"] = "-- migrate:parents 0002_posts\n" + native("CREATE TABLE r ();\n");
  chain["0005_merge.sql"] = "-- migrate:parents 0003_left 0004_right\n" + native("SELECT 1;\n");
  commit(chain);
  const auto ran = squash({"--upto", "0002"});
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  EXPECT_THAT(names(),
              ElementsAre("0002_posts.sql", "0003_left.sql", "0004_right.sql", "0005_merge.sql"));
}

TEST_F(WriteNative, EndsBeforeCodeAndSaysThatItIsNotCheckedFromThereOn) {
  commit({{"00001_users.sql", goose(users + rows)},
          {"00002_posts.sql", goose(posts)},
          {"00003_code.go", "package migrations\n"},
          {"00004_title.sql", goose(later)}});
  const auto refused = squash();
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("what 00003_code does is not known"),
                                 HasSubstr("--upto 00002_posts ends before")));
  const auto ran = squash({"--upto", "00002"});
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  EXPECT_THAT(names(), ElementsAre("00002_initial.sql", "00003_code.go", "00004_title.sql"));
  EXPECT_THAT(ran.out, HasSubstr("not checked: 00003_code and what comes after it"));
}

}  // namespace
}  // namespace pgstair
