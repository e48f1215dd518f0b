// SPDX-License-Identifier: MIT
#include "catalog/live/live_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "catalog/difference.h"
#include "catalog/read/whole_read.h"
#include "server/disposable_server.h"
#include "server/server_test.h"
#include "support/errors.h"

namespace pgstair::catalog {
namespace {

Snapshot at_rest(const std::string& conninfo) {
  postgres::Session session(conninfo);
  return read_whole(session);
}

using LiveDatabase = server::ServerTest;

TEST_F(LiveDatabase, IsReadAsItWasAtOneMomentWhileOthersChangeIt) {
  server::DisposableServer server(options());
  const auto database = server.create();
  postgres::Session migration(database->conninfo());
  migration.execute(
      "CREATE TABLE t (id int PRIMARY KEY, a text CHECK (a <> '')); CREATE INDEX i ON t (lower(a));"
      "CREATE VIEW v AS SELECT a AS x FROM t; CREATE VIEW w AS SELECT x FROM v");
  const auto there = "ALTER TABLE t RENAME a TO b; DROP VIEW w; ALTER VIEW v RENAME TO u";
  const auto back =
      "ALTER TABLE t RENAME b TO a; ALTER VIEW u RENAME TO v; CREATE VIEW w AS SELECT x FROM v";
  const auto before = at_rest(database->conninfo());
  migration.execute(there);
  const auto after = at_rest(database->conninfo());

  std::jthread others([&](const std::stop_token& stop) {
    for (bool is_there = true; !stop.stop_requested(); is_there = !is_there) {
      migration.execute(is_there ? back : there);
      std::this_thread::sleep_for(std::chrono::milliseconds(80));
    }
  });
  postgres::Session session(database->conninfo());
  int read = 0;
  for (int attempt = 0; attempt < 30 && read < 5; ++attempt) {
    try {
      const auto now = read_live(session);
      ++read;
      EXPECT_TRUE(equal(now, before) || equal(now, after));
    } catch (const EnvironmentError&) {  // it never came to rest
    }
  }
  EXPECT_GT(read, 0);
}

/// Enough that several sessions read it.
constexpr const char* many_tables =
    "DO $$ BEGIN FOR i IN 1..600 LOOP EXECUTE format('CREATE TABLE t%s (id serial PRIMARY KEY, "
    "a text)', i); END LOOP; END $$";

TEST_F(LiveDatabase, IsReadWhileOthersWriteRows) {
  server::DisposableServer server(options());
  for (const std::string schema : {"CREATE TABLE t1 (id serial, a text)", many_tables}) {
    const auto database = server.create();
    postgres::Session(database->conninfo()).execute(schema);
    const auto expected = at_rest(database->conninfo());
    std::jthread others([&](const std::stop_token& stop) {
      postgres::Session session(database->conninfo());
      while (!stop.stop_requested()) session.execute("INSERT INTO t1 (id) SELECT count(*) FROM t1");
    });
    postgres::Session session(database->conninfo());
    EXPECT_TRUE(equal(read_live(session), expected));
  }
}

TEST_F(LiveDatabase, OfManyTablesIsNeverReadAsOfTwoMoments) {
  server::DisposableServer server(options());
  const auto database = server.create();
  postgres::Session migration(database->conninfo());
  migration.execute(many_tables);
  const auto before = at_rest(database->conninfo());
  migration.execute("ALTER TABLE t1 RENAME TO t0; ALTER TABLE t600 RENAME TO t601");
  const auto after = at_rest(database->conninfo());

  std::atomic<bool> at_work = true;
  std::jthread others([&] {
    for (int i = 0; i < 6; ++i) {
      migration.execute("ALTER TABLE t0 RENAME TO t1; ALTER TABLE t601 RENAME TO t600");
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      migration.execute("ALTER TABLE t1 RENAME TO t0; ALTER TABLE t600 RENAME TO t601");
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    at_work = false;
  });
  postgres::Session session(database->conninfo());
  while (at_work) {
    try {
      const auto now = read_live(session);
      EXPECT_TRUE(equal(now, before) || equal(now, after));
    } catch (const EnvironmentError&) {  // it never came to rest
    }
  }
  EXPECT_TRUE(equal(read_live(session), after));
}

TEST_F(LiveDatabase, ThatNeverRestsIsAnErrorAndNoSnapshotOfTwoMoments) {
  server::DisposableServer server(options());
  const auto database = server.create();
  std::vector<std::jthread> others;
  for (int i = 0; i < 4; ++i) {
    others.emplace_back([&database, i](const std::stop_token& stop) {
      postgres::Session session(database->conninfo());
      const std::string table = "t" + std::to_string(i);
      while (!stop.stop_requested()) {
        session.execute("CREATE TABLE " + table + " (id int)");
        session.execute("DROP TABLE " + table);
      }
    });
  }
  postgres::Session session(database->conninfo());
  std::string said;
  for (int attempt = 0; attempt < 50 && said.empty(); ++attempt) {
    try {
      read_live(session);
    } catch (const EnvironmentError& error) {
      said = std::string(error.what()) + "\n" + error.advice();
    }
  }
  EXPECT_THAT(said, testing::HasSubstr("changed during each of 10 reads"));
  EXPECT_THAT(said, testing::HasSubstr("wait until the migration that runs there has ended"));
}

}  // namespace
}  // namespace pgstair::catalog
