// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "installation_under_test.h"
#include "postgres/session.h"
#include "seed/seed.h"
#include "server/disposable_server.h"

namespace pgstair::seed {

/// A real server for the tests of this folder, started by the first that asks.
inline postgres::ScratchDatabases& test_databases() {
  static server::DisposableServer server(
      {.installation = installation_under_test(), .keep = false, .locale = {}});
  return server;
}

/// A database with a schema of the test's own.
struct SeedDatabase {
  explicit SeedDatabase(const std::string& schema)
      : database(test_databases().create()), session(database->conninfo()) {
    session.execute(schema);
  }

  /// Fills every table and commits: what a deferred constraint refuses fails the test.
  Report fill(RunSettings settings) { return fill_with({settings, {}}); }
  Report fill_with(const Options& options) {
    session.execute("BEGIN");
    Report report = seed::fill(session, options);
    session.execute("COMMIT");
    return report;
  }

  std::string value(const std::string& query) { return session.execute(query).text(0, 0); }

  /// All rows of a table as one text.
  std::string content(const std::string& table) {
    return value("SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM " + table +
                 " t");
  }

  std::unique_ptr<postgres::ScratchDatabase> database;
  postgres::Session session;
};

inline const TableResult& result_of(const Report& report, const std::string& table) {
  for (const auto& result : report.tables) {
    if (result.table == table) return result;
  }
  throw std::out_of_range("no result for " + table);
}

/// "public.t: reason" for each table that did not get all of its rows.
inline std::string shortfalls(const Report& report) {
  std::string text;
  for (const auto& table : report.tables) {
    if (table.state == TableResult::State::filled) continue;
    text += table.table + " " + std::to_string(table.rows) + ": " + table.reason + "\n";
  }
  return text;
}

}  // namespace pgstair::seed
