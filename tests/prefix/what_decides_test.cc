// SPDX-License-Identifier: MIT
#include "prefix/what_decides.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>

#include "project.h"
#include "support/file.h"

namespace pgstair::prefix {
namespace {

namespace fs = std::filesystem;

/// With a server of our own making, of which nothing but its word is asked.
class WhatDecides : public Project {
 protected:
  WhatDecides() {
    write("pg/bin/pg_ctl", "#!/bin/sh\necho 'pg_ctl (PostgreSQL) 15.20'\n");
    for (const char* name : servers_files) write(name, "as built\n");
    for (const auto& file : server::content(folder() / "pg/bin"))
      fs::permissions(file, fs::perms(0755));
  }

  static constexpr std::array servers_files{"pg/bin/postgres", "pg/bin/initdb", "pg/lib/plpgsql.so",
                                            "pg/share/extension/citext.control"};

  verify::Options options() const {
    verify::Options options = verify::read_configuration(folder());
    options.postgres.bin = folder() / "pg/bin";
    return options;
  }
  static std::string key_of(const verify::Options& options) {
    Inputs inputs = what_decides(options);
    EXPECT_EQ(inputs.unseen(), std::nullopt);
    return inputs.key();
  }
  std::string key() const { return key_of(options()); }

  /// Of the file's bytes the first, one in the middle, the last.
  void expect_each_byte_decides(const std::string& name) const {
    const std::string before = read_file(folder() / name);
    const std::string key_before = key();
    for (const std::size_t at : {std::size_t{0}, before.size() / 2, before.size() - 1}) {
      std::string changed = before;
      changed[at] = changed[at] == '\n' ? ' ' : '\n';
      write_file(folder() / name, changed);
      try {
        EXPECT_NE(key(), key_before) << name << ", byte " << at;
      } catch (const UsageError&) {
        // Settings that are none any more have no key at all.
      }
    }
    write_file(folder() / name, before);
    EXPECT_EQ(key(), key_before) << name << " is as it was";
  }
};

TEST_F(WhatDecides, IsEveryByteOfEveryFile) {
  for (const char* name :
       {"pgstair.toml", "db/0001_a.sql", "db/0002_b.sql", "db/0003_c.sql", "model.sql", "auth.sql",
        "init.sql", "fixtures/0001_a.sql", "data/2026-12-01_a.sql", "baseline.toml"}) {
    expect_each_byte_decides(name);
  }
}

TEST_F(WhatDecides, IsWhichFilesThereAre) {
  std::set<std::string> keys{key()};
  const auto is_new = [&] { return keys.insert(key()).second; };
  fs::rename(folder() / "db/0002_b.sql", folder() / "db/0002_d.sql");
  EXPECT_TRUE(is_new()) << "a name";
  fs::rename(folder() / "db/0002_d.sql", folder() / "db/0004_b.sql");
  EXPECT_TRUE(is_new()) << "an order";
  write("db/notes.txt", "");
  EXPECT_TRUE(is_new()) << "a file that is no migration";
  fs::create_directory(folder() / "db/old");
  EXPECT_TRUE(is_new()) << "an empty folder";
  write("fixtures/0004_b.sql", "");
  EXPECT_TRUE(is_new()) << "an empty file";
  write("elsewhere.sql", "");
  fs::create_symlink(folder() / "elsewhere.sql", folder() / "db/0005_linked.sql");
  EXPECT_TRUE(is_new()) << "a link";
  write("elsewhere.sql", "-- migrate:up\n");
  EXPECT_TRUE(is_new()) << "what a link leads to";
  fs::remove(folder() / "elsewhere.sql");
  EXPECT_TRUE(is_new()) << "a link that leads nowhere";
  write("Cargo.toml", "");
  EXPECT_FALSE(is_new()) << "beside the chain, and not read";
}

TEST_F(WhatDecides, IsEveryOption) {
  const verify::Options plain = options();
  std::set<std::string> keys{key_of(plain)};
  const auto expect_new = [&](const char* what, const auto& change) {
    verify::Options options = plain;
    change(options);
    EXPECT_TRUE(keys.insert(key_of(options)).second) << what;
  };
  using Options = verify::Options;
  expect_new("--rows", [](Options& options) { options.rows.rows = 3; });
  expect_new("seed", [](Options& options) { options.rows.seed = 3; });
  expect_new("--probe", [](Options& options) { options.probe = true; });
  expect_new("--from", [](Options& options) { options.from = "0001"; });
  expect_new("--since", [](Options& options) { options.since = "0001"; });
  expect_new("--base-ref", [](Options& options) { options.new_revisions = {{"main (1)", {}}}; });
  expect_new("of it", [](Options& options) { options.new_revisions = {{"main (1)", {"0003"}}}; });
  expect_new("--role", [](Options& options) { options.surroundings.role = "app"; });
  expect_new("--locale", [](Options& options) { options.locale = "C"; });
  expect_new("--jobs", [](Options& options) { options.jobs = 2; });
  expect_new("--timeout", [](Options& options) { options.time_limit = std::chrono::seconds(7); });
  expect_new("--untrusted", [](Options& options) { options.untrusted = true; });
  expect_new("--require-rows", [](Options& options) { options.require_rows = true; });
  expect_new("--schema-only",
             [](Options& options) { options.schema_only = report::Severity::error; });
  expect_new("--snapshot-source", [](Options& options) { options.whole_snapshots = true; });
  expect_new("--model", [](Options& options) { options.model.clear(); });
  expect_new("--neighbours", [](Options& options) { options.neighbours.clear(); });
  expect_new("--fixtures", [](Options& options) { options.fixtures.clear(); });
  expect_new("--baseline", [](Options& options) { options.baseline.clear(); });
  expect_new("--chain-format", [](Options& options) { options.format = "plain"; });
  EXPECT_EQ(keys.size(), 21U);
}

TEST_F(WhatDecides, IsTheServersBuild) {
  std::set<std::string> keys{key()};
  for (const char* name : servers_files) {
    write(name, "as bUilt\n");
    EXPECT_TRUE(keys.insert(key()).second) << name;
  }
  write("pg/bin/pg_ctl", "#!/bin/sh\necho 'pg_ctl (PostgreSQL) 15.21'\n");
  EXPECT_TRUE(keys.insert(key()).second) << "the version";

  fs::remove_all(folder() / "pg/share");
  EXPECT_THAT(what_decides(options()).unseen().value_or(""), testing::HasSubstr("extensions"));
}

TEST_F(WhatDecides, IsNotAlwaysSeen) {
  const verify::Options plain = options();
  const auto unseen = [&](const auto& change) {
    verify::Options options = plain;
    change(options);
    return what_decides(options).unseen().has_value();
  };
  using Options = verify::Options;
  EXPECT_TRUE(unseen([](Options& options) { options.commands = verify::RunnerCommands{}; }));
  EXPECT_TRUE(unseen([](Options& options) { options.server_url = "postgresql:///a"; }));
  EXPECT_TRUE(unseen([](Options& options) { options.model_database = "postgresql:///a"; }));
  EXPECT_TRUE(unseen([](Options& options) { options.model_command = "make schema"; }));
  EXPECT_TRUE(unseen([](Options& options) { options.keep = true; }));
  EXPECT_TRUE(unseen([](Options& options) { options.write_baseline = "file"; }));
}

}  // namespace
}  // namespace pgstair::prefix
