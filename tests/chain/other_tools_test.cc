// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

/// The first line of what read_folder() complains of, without what it would do; or the format.
std::string first_words_of_refusal(const Folder& folder, const std::string& format = "") {
  try {
    return "read as " + read_folder(folder.path(), format, {}).format;
  } catch (const UsageError& error) {
    const std::string text = folder.shown(error.what());
    return text.substr(0, text.find_first_of(";\n"));
  }
}

struct TwoWayFile {
  std::string tool;
  std::string text;
  std::string marker;  ///< with its line
};

class OtherTools : public testing::TestWithParam<TwoWayFile> {};

TEST_P(OtherTools, AreNotRunAsPlainSql) {
  const auto& [tool, text, marker] = GetParam();
  for (const std::string format : {"plain", "sqlx", "golang-migrate", "diesel", "flyway"}) {
    const std::string file = format == "diesel"           ? "1_a/up.sql"
                             : format == "flyway"         ? "V1__a.sql"
                             : format == "golang-migrate" ? "1_a.up.sql"
                                                          : "1_a.sql";
    const std::string said = first_words_of_refusal(Folder({{file, text}}), format);
    EXPECT_EQ(said.substr(0, said.find(" is a marker")), "chain/" + file + ":" + marker) << format;
    EXPECT_NE(said.find(tool), std::string::npos) << said;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Each, OtherTools,
    testing::Values(
        TwoWayFile{"sql-migrate",
                   "-- +migrate Up\nCREATE TABLE t (a int);\n\n-- +migrate Down\nDROP TABLE t;\n",
                   "4:1: `-- +migrate Down`"},
        TwoWayFile{"goose", "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n",
                   "3:1: `-- +goose Down`"},
        TwoWayFile{"tern", "SELECT 1;\n\n---- create above / drop below ----\n\nSELECT 2;\n",
                   "3:1: `---- create above / drop below ----`"},
        TwoWayFile{"MyBatis", "-- // a\nSELECT 1;\n\n-- //@UNDO\nSELECT 2;\n", "4:1: `-- //@UNDO`"},
        TwoWayFile{"MyBatis", "--// a\nSELECT 1;\n  --// @UNDO\nSELECT 2;\n", "3:3: `--// @UNDO`"},
        TwoWayFile{"rambler", "-- rambler up\nSELECT 1;\n-- rambler down\nSELECT 2;\n",
                   "3:1: `-- rambler down`"},
        TwoWayFile{"node-pg-migrate", "-- Up Migration\nSELECT 1;\n-- Down Migration\nSELECT 2;\n",
                   "3:1: `-- Down Migration`"},
        TwoWayFile{"Play", "-- --- !Ups\nSELECT 1;\n-- --- !Downs\nSELECT 2;\n",
                   "3:1: `-- --- !Downs`"},
        TwoWayFile{"Liquibase", "--liquibase formatted sql\n--changeset me:1\nSELECT 1;\n",
                   "1:1: `--liquibase formatted sql`"},
        TwoWayFile{"Bun", "SELECT 1;\n--bun:split\nSELECT 2;\n", "2:1: `--bun:split`"}),
    [](const auto& info) { return "N" + std::to_string(info.index); });

TEST(OtherToolsFiles, AreKnownByAnyTwoWordsForUpAndDown) {
  EXPECT_EQ(first_words_of_refusal(
                Folder({{"1_a.sql", "-- ==== UP ====\nSELECT 1;\n-- ==== DOWN ====\nSELECT 2;"}})),
            "chain/1_a.sql:3:1: `-- ==== UP ====` (line 1) and `-- ==== DOWN ====` divide the file "
            "into up and down, in a form that pgstair does not read");
  EXPECT_EQ(first_words_of_refusal(
                Folder({{"1_a.sql", "-- [apply]\nSELECT 1;\n--- @rollback\nSELECT 2;"}})),
            "chain/1_a.sql:3:1: `-- [apply]` (line 1) and `--- @rollback` divide the file into up "
            "and down, in a form that pgstair does not read");
  for (const std::string down : {"-- +micrate Down", "/* DOWN */", "-- reverse:"}) {
    EXPECT_EQ(first_words_of_refusal(
                  Folder({{"1_a.sql", "-- +micrate Up\nSELECT 1;\n" + down + "\nSELECT 2;"}})),
              "chain/1_a.sql:3:1: `-- +micrate Up` (line 1) and `" + down +
                  "` divide the file into up and down, in a form that pgstair does not read");
  }
}

TEST(OtherToolsFiles, AreNotSeenInWhatOnlyLooksLikeThem) {
  const std::vector<std::string> texts{
      "-- Up Migration\nSELECT 1;\n",                                // only up
      "-- +migrate Up\nSELECT 1;\n-- +migrate Down\n",               // nothing below
      "-- up\nSELECT 1;\n-- down\n-- DROP TABLE t;\n",               // commented out
      "SELECT 1;\n-- rollback\nSELECT 2;\n",                         // no word for up
      "-- up to here\nSELECT 1;\n-- go down the tree\nSELECT 2;\n",  // sentences
      "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  -- up\n  RETURN 1;\n"
      "  -- down\n  RETURN 2;\nEND $$;\nSELECT 1;\n",  // within a body
      "SELECT '\n-- +migrate Down\n';\nSELECT 1;\n"};
  for (const auto& text : texts)
    EXPECT_EQ(first_words_of_refusal(Folder({{"1_a.sql", text}}), "plain"), "read as plain")
        << text;
  EXPECT_EQ(first_words_of_refusal(Folder({{"1_a.up.sql", "-- Up Migration\nSELECT 1"},
                                           {"1_a.down.sql", "-- Down Migration\nSELECT 1"}})),
            "read as golang-migrate");
}

TEST(OtherToolsFiles, AreKnownByTheirNames) {
  EXPECT_EQ(first_words_of_refusal(Folder({{"1.do.a.sql", ""}, {"1.undo.a.sql", ""}})),
            "chain/1.do.a.sql: it is named as a migration of postgrator, whose chains pgstair does "
            "not read");
  EXPECT_EQ(first_words_of_refusal(Folder({{"2024-a-up.sql", ""}, {"2024-a-down.sql", ""}})),
            "chain/2024-a-down.sql: it is named as a migration of db-migrate, whose chains pgstair "
            "does not read");
  EXPECT_EQ(first_words_of_refusal(Folder({{"1.a.sql", ""}, {"1.a.rollback.sql", ""}})),
            "chain/1.a.rollback.sql: it is named as a migration of yoyo, whose chains pgstair does "
            "not read");
  EXPECT_EQ(
      first_words_of_refusal(Folder({{"1_a.tx.up.sql", ""}, {"1_a.tx.down.sql", ""}})),
      "chain/1_a.tx.down.sql: it is named as a migration of Bun, whose chains pgstair does not "
      "read");
  EXPECT_EQ(first_words_of_refusal(Folder({{"1_a/migration.sql", ""}, {"migration_lock.toml", ""}}),
                                   "diesel"),
            "chain/migration_lock.toml: it is a file of Prisma");
  EXPECT_EQ(first_words_of_refusal(Folder(
                {{"20150100000001000000_t.up.sql", ""}, {"20150100000001000000_t.down.sql", ""}})),
            "chain/20150100000001000000_t.down.sql: its name is that of half a migration, and its "
            "number does not fit 64 bits: golang-migrate skips it without a word, sqlx refuses it");
}

TEST(OtherToolsFiles, WhoseNamesSayDownAreNoUpgrades) {
  for (const std::string down :
       {"1_a_down.sql", "1_a.revert.sql", "1-a-undo.sql", "1_a.DOWN.sql"}) {
    const std::string up = down.substr(0, 3) + ".sql";
    EXPECT_EQ(first_words_of_refusal(Folder({{up, ""}, {down, ""}}), "plain"),
              "chain/" + down + ": its name says that it is a downgrade")
        << down;
  }
  EXPECT_EQ(first_words_of_refusal(
                Folder({{"1_a.sql", ""}, {"2_scale_down.sql", ""}, {"3_scale-up.sql", ""}})),
            "read as plain");
}

TEST(OtherToolsFiles, InAFolderOfDowngradesAreNoUpgrades) {
  const Folder folder({{"up/1_a.sql", "SELECT 1;"}, {"down/1_a.sql", "SELECT 2;"}});
  EXPECT_THROW(read_folder(folder.path() / "down", "", {}), UsageError);
  EXPECT_EQ(read_folder(folder.path() / "up", "", {}).format, "plain");
}

}  // namespace
}  // namespace pgstair::chain
