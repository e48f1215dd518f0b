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

}  // namespace pgstair::rows
