// SPDX-License-Identifier: MIT
#include "postgres/statement_log.h"

namespace pgstair::postgres {

void log_statement(spdlog::level::level_enum level, std::chrono::steady_clock::time_point started,
                   const StatementOutcome& outcome, const std::string& sql) {
  const std::chrono::duration<double, std::milli> taken =
      std::chrono::steady_clock::now() - started;
  const ServerError* error = failure(outcome);
  const std::string refusal =
      error == nullptr ? "" : " FAILED (" + error->sqlstate + ": " + error->message + ")";
  spdlog::log(level, "{:.2f} ms{} {}", taken.count(), refusal, sql);
}

}  // namespace pgstair::postgres
