// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "cli/cli_test.h"
#include "server/template_cluster.h"

namespace pgstair::prefix {

/// A project that has one of everything that decides, and a cache of its own.
class Project : public cli::CliTest {
 protected:
  Project() {
    write("pgstair.toml", R"(
model = ["model.sql"]
neighbours = ["auth.sql"]
init = ["init.sql"]
chain = "db"
data-scripts = "data"
baseline = "baseline.toml"
[rows]
fixtures = "fixtures"
[[allow]]
code = "downgrade-stub"
revision = "0002_b"
reason = "the column stays"
)");
    write("db/0001_a.sql",
          "-- migrate:up\nCREATE TABLE a (id int NOT NULL);\n"
          "-- migrate:down\nDROP TABLE a;\n");
    write("db/0002_b.sql", "-- migrate:up\nALTER TABLE a ADD b text;\n-- migrate:down\n");
    write("db/0003_c.sql",
          "-- migrate:up\nCREATE TABLE c (id int);\nCREATE INDEX a_b ON a (b);\n"
          "-- migrate:down\nDROP TABLE c;\n");
    write("model.sql", "CREATE TABLE a (id int NOT NULL, b text);\n");
    write("auth.sql", "CREATE SCHEMA auth;\n");
    write("init.sql", "CREATE SCHEMA app;\n");
    write("fixtures/0001_a.sql", "INSERT INTO a VALUES (1);\n");
    write("data/2026-12-01_a.sql", "BEGIN;\nDELETE FROM a WHERE id = 7;\nCOMMIT;\n");
    write("baseline.toml", "findings = [\n]\n");
    std::filesystem::create_directory(cache());
    std::filesystem::permissions(cache(), std::filesystem::perms(0755));
    std::filesystem::create_directory_symlink(users_clusters_, cache() / "clusters");
  }

  std::filesystem::path cache() const { return folder() / "cache"; }
  std::vector<std::filesystem::path> kept() const {
    return std::filesystem::exists(cache() / "verdicts") ? server::content(cache() / "verdicts")
                                                         : std::vector<std::filesystem::path>();
  }

 private:
  std::filesystem::path users_clusters_ = server::cache_directory() / "clusters";
  server::ScopedVariable cache_{"PGSTAIR_CACHE", (folder() / "cache").string()};
  server::ScopedVariable use_it_{"PGSTAIR_NO_CACHE", ""};
};

}  // namespace pgstair::prefix
