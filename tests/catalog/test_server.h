// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include "catalog/difference.h"
#include "catalog/track/incremental_source.h"
#include "postgres/scratch_databases.h"
#include "postgres/session.h"

/// A real server for the catalog's tests: one a process, started by the first test that asks.
namespace pgstair::catalog {

/// Databases on the server of PGSTAIR_TEST_PG (a major version), or else on the newest version that
/// has a pg_dump beside it, the oracle of these tests. There are roles alice, bob and carol, and,
/// from server 15 on, a tablespace elsewhere.
postgres::ScratchDatabases& test_databases();

/// Major version of that server.
int test_server_major();

/// A scratch database and a session on it.
struct TestDatabase {
  explicit TestDatabase(const std::string& sql = "");

  std::unique_ptr<postgres::ScratchDatabase> database;
  postgres::Session session;
};

/// A first, whole read.
Snapshot snapshot(postgres::Session& session);

/// "changed table public.t: persistence", one line a change: kind, object, names of attributes.
std::string outline(const Difference& difference);

/// Whether there is a pg_dump for the server.
bool have_pg_dump();

/// What `pg_dump --schema-only` says, without comments, settings and the \restrict lines with their
/// random keys.
std::string pg_dump(const postgres::ScratchDatabase& database);

/// The whole text of `pg_dump --schema-only`, and psql running it.
std::string pg_dump_script(const postgres::ScratchDatabase& database);
void restore(const std::string& script, const postgres::ScratchDatabase& database);

}  // namespace pgstair::catalog
