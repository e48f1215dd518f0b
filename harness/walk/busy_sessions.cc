// SPDX-License-Identifier: MIT
#include "walk/busy_sessions.h"

#include "postgres/session.h"

namespace pgstair::walk {

namespace {

constexpr const char* busy =
    "FROM pg_catalog.pg_stat_activity WHERE datname = pg_catalog.current_database() "
    "AND pid <> pg_catalog.pg_backend_pid() AND backend_type = 'client backend' "
    "AND state <> 'idle'";

constexpr int tries_to_see_them_go = 100;

}  // namespace

std::string end_busy_sessions(const std::string& conninfo) {
  postgres::Session session(conninfo);
  const auto running = session.execute(std::string("SELECT query ") + busy +
                                       " AND state = 'active' ORDER BY query_start LIMIT 1");
  session.execute(std::string("SELECT pg_catalog.pg_terminate_backend(pid) ") + busy);
  for (int tried = 0; tried < tries_to_see_them_go; ++tried) {
    if (session.execute(std::string("SELECT 1 ") + busy).size() == 0) break;
    session.execute("SELECT pg_catalog.pg_sleep(0.05)");
  }
  return running.size() == 0 ? "" : running.text(0, 0);
}

}  // namespace pgstair::walk
