// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "cli/cli_test.h"
#include "server/template_cluster.h"

namespace pgstair::prefix {

/// A cache for verdicts, of which runs make use; clusters are those of the user.
class OwnCache {
 public:
  OwnCache() {
    std::filesystem::create_directory_symlink(users_clusters_, place_.path() / "clusters");
  }
  const std::filesystem::path& path() const { return place_.path(); }
  std::vector<std::filesystem::path> kept() const {
    const auto verdicts = place_.path() / "verdicts";
    return std::filesystem::exists(verdicts) ? server::content(verdicts)
                                             : std::vector<std::filesystem::path>();
  }

 private:
  std::filesystem::path users_clusters_ = server::cache_directory() / "clusters";
  TempDir place_ = server::open_directory(std::filesystem::temp_directory_path());
  server::ScopedVariable named_{"PGSTAIR_CACHE", place_.path().string()};
  server::ScopedVariable used_{"PGSTAIR_NO_CACHE", ""};
};

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
  }

  const OwnCache& cache() const { return cache_; }

 private:
  OwnCache cache_;
};

}  // namespace pgstair::prefix
