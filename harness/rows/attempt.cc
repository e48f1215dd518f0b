// SPDX-License-Identifier: MIT
#include "rows/attempt.h"

namespace pgstair::rows {

postgres::StatementOutcome attempt(postgres::Session& session, const std::string& sql) {
  session.execute("SAVEPOINT pgstair_attempt; SET LOCAL statement_timeout = '30s'");
  auto outcome = session.try_execute(sql);
  session.execute(postgres::failure(outcome) == nullptr
                      ? "RELEASE SAVEPOINT pgstair_attempt; SET LOCAL statement_timeout = DEFAULT"
                      : "ROLLBACK TO SAVEPOINT pgstair_attempt; RELEASE SAVEPOINT pgstair_attempt");
  return outcome;
}

std::string update_of_one_row(const std::string& table, const std::string& assignment,
                              CountedFrom end, int place) {
  return "UPDATE " + table + " AS r SET " + assignment +
         " WHERE (r.tableoid, r.ctid) = (SELECT tableoid, ctid FROM " + table + " ORDER BY ctid" +
         (end == CountedFrom::last ? " DESC" : "") + " OFFSET " + std::to_string(place) +
         " LIMIT 1)";
}

}  // namespace pgstair::rows
