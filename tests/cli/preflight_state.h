// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli_test.h"
#include "postgres/session.h"
#include "server/disposable_server.h"

namespace pgstair::cli {

/// A database that stands somewhere on a chain of dbmate's, for pgstair preflight.
class PreflightState : public CliTest {
 protected:
  PreflightState()
      : server_({.installation = installation_under_test(), .keep = false, .locale = {}}),
        database_(server_.create()) {}

  void execute(const std::string& sql) { postgres::Session(database_->conninfo()).execute(sql); }

  /// dbmate's table, with these versions.
  void applied(const std::vector<std::string>& versions) {
    execute("CREATE TABLE IF NOT EXISTS schema_migrations (version varchar PRIMARY KEY)");
    for (const auto& version : versions)
      execute("INSERT INTO schema_migrations VALUES ('" + version + "')");
  }

  ProcessResult preflight(Arguments more = {}) {
    Arguments arguments{"preflight", database_->conninfo(), "-C", "chain"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return pgstair(arguments, folder());
  }

  nlohmann::json report(Arguments more = {}) {
    more.insert(more.end(), {"--format", "json"});
    const auto result = preflight(more);
    EXPECT_LE(result.exit_code, 1) << result.err;
    return nlohmann::json::parse(result.out);
  }

  /// What the role `reader` gets, who may read every table, and who must have been made. Not clear.
  nlohmann::json report_to_reader() {
    execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");
    const auto result = pgstair({"preflight", database_->conninfo() + " user = 'reader'", "-C",
                                 "chain", "--format", "json"},
                                folder());
    EXPECT_EQ(result.exit_code, 1) << result.out << result.err;
    return nlohmann::json::parse(result.out);
  }

  /// "weight kind revision object", of each fact that is no mere difference elsewhere.
  static std::vector<std::string> facts(const nlohmann::json& report) {
    std::vector<std::string> result;
    for (const auto& fact : report["facts"]) {
      result.push_back(fact["weight"].get<std::string>() + " | " + fact["kind"].get<std::string>() +
                       " | " + fact["revision"].get<std::string>() + " | " +
                       fact["object"].get<std::string>());
    }
    return result;
  }

  void write_up(const std::string& name, const std::string& sql) {
    write("chain/" + name + ".sql", "-- migrate:up\n" + sql + "\n");
  }

  server::DisposableServer server_;
  std::unique_ptr<postgres::ScratchDatabase> database_;
};

}  // namespace pgstair::cli
