// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

/// What detect() complains of.
std::string refusal(const Folder& folder, const std::string& sub = "") {
  try {
    return "no error, but " +
           std::string(detect(sub.empty() ? folder.path() : folder.path() / sub).name);
  } catch (const UsageError& error) {
    return folder.shown(error.what());
  }
}

TEST(Detect, KnowsEachFormatByItsFiles) {
  EXPECT_EQ(detect(Folder({{"1_a.sql", "-- migrate:up\n"}}).path()).name, "native");
  EXPECT_EQ(detect(Folder({{"1_a.sql", "-- +goose Up\n"}}).path()).name, "goose");
  EXPECT_EQ(detect(Folder({{"1_a.sql", "SELECT 1"}}).path()).name, "plain");
  EXPECT_EQ(detect(Folder({{"1_a.up.sql", ""}}).path()).name, "golang-migrate");
  EXPECT_EQ(detect(Folder({{"1_a/up.sql", ""}, {"README.md", ""}}).path()).name, "diesel");
  EXPECT_EQ(detect(Folder({{"V1__a.sql", ""}}).path()).name, "flyway");
  EXPECT_EQ(detect(Folder({{"1_a.sql", "-- no-transaction\n"}}).path()).name, "sqlx");
}

TEST(Detect, TakesMarkersOverNames) {
  const Folder native({{"../Cargo.toml", ""}, {"1_a.sql", "-- migrate:up\n"}, {"2_b.sql", ""}});
  EXPECT_EQ(detect(native.path()).name, "native");
  const Folder goose({{"../Cargo.toml", ""}, {"1_a.sql", ""}, {"2_b.sql", "-- +goose Up\n"}});
  EXPECT_EQ(detect(goose.path()).name, "goose");
}

TEST(Detect, RefusesFilesOfSeveralFormats) {
  const Folder folder({{"1_a.sql", "-- migrate:up\n"}, {"V1__a.sql", ""}, {"V2__b.sql", ""}});
  EXPECT_EQ(
      refusal(folder),
      "chain: holds files of several formats; say which one is meant:\n"
      "  --chain-format native: 1 of its files looks like N_name.sql with -- migrate:up (dbmate's "
      "format)\n"
      "  --chain-format flyway: 2 of its files look like V1.2__name.sql, U1.2__name.sql, "
      "R__name.sql");
}

TEST(Detect, RefusesWhatIsNoFolder) {
  const Folder folder({{"migrations/1_a.sql", ""}});
  EXPECT_EQ(refusal(folder, "migration"),
            "chain/migration: there is no such folder; did you mean chain/migrations?");
  EXPECT_EQ(refusal(folder, "migrations/"), "no error, but plain");
  EXPECT_EQ(refusal(folder, "migration/"),
            "chain/migration/: there is no such folder; did you mean chain/migrations?");
  EXPECT_EQ(refusal(folder, "migrations/1_a.sql"),
            "chain/migrations/1_a.sql: is a file; name the folder that holds the chain");
  EXPECT_EQ(refusal(Folder({})), "chain: is empty; it should hold the chain's migrations");
}

TEST(Detect, NamesTheSubfolderThatWasMeant) {
  const Folder one({{"db/migrations/1_a.up.sql", ""}, {"README.md", ""}});
  EXPECT_EQ(refusal(one).substr(0, refusal(one).find('\n')),
            "chain: holds no migrations of a known format; did you mean chain/db/migrations?");
  const Folder two({{"db/migrations/1_a.up.sql", ""}, {"migrations/1_a.up.sql", ""}});
  EXPECT_EQ(refusal(two),
            "chain: holds no migrations of a known format\n"
            "`pgstair init` looks in the folders below, and for other tools.\n"
            "The formats are:\n"
            "  native: N_name.sql with -- migrate:up (dbmate's format)\n"
            "  golang-migrate: N_name.up.sql beside N_name.down.sql\n"
            "  goose: N_name.sql with -- +goose Up\n"
            "  diesel: N_name/up.sql beside N_name/down.sql\n"
            "  sqlx: N_name.sql, or N_name.up.sql and .down.sql, in a Rust package\n"
            "  flyway: V1.2__name.sql, U1.2__name.sql, R__name.sql\n"
            "  prisma: N_name/migration.sql beside migration_lock.toml\n"
            "  sql-migrate: N_name.sql with -- +migrate Up\n"
            "  tern: N_name.sql with ---- create above / drop below ----\n"
            "  liquibase: SQL files that begin with --liquibase formatted sql\n"
            "  drizzle: SQL files that meta/_journal.json lists\n"
            "  node-pg-migrate: N_name.sql with -- Up Migration and -- Down Migration\n"
            "  sqitch: sqitch.plan beside deploy/ and revert/\n"
            "  pop: N_name.postgres.up.sql beside N_name.up.sql\n"
            "  hasura: N_name/up.sql below a config.yaml of Hasura\n"
            "  plain: numbered SQL files, 001_name.sql");
}

TEST(FormatNamed, NamesTheNearest) {
  EXPECT_EQ(format_named("goose").name, "goose");
  try {
    format_named("gose");
    FAIL();
  } catch (const UsageError& error) {
    EXPECT_STREQ(
        error.what(),
        "unknown format gose; did you mean goose? The formats are native, golang-migrate, "
        "goose, diesel, sqlx, flyway, prisma, "
        "sql-migrate, tern, liquibase, drizzle, node-pg-migrate, sqitch, pop, hasura, plain.");
  }
}

TEST(Readers, ReadTenThousandRevisions) {
  const Folder folder({});
  for (int i = 10000; i < 20000; ++i) {
    std::ofstream(folder.path() / (std::to_string(i) + "_a.sql"))
        << "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\n";
  }
  auto result = folder.read();
  const auto built = Chain::build(result.revisions, result.faults);
  EXPECT_EQ(built.size(), 10000u);
  EXPECT_EQ(result.faults.size(), 0u);
}

}  // namespace
}  // namespace pgstair::chain
