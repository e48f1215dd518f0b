// SPDX-License-Identifier: MIT
#include "walk/tentative_transaction.h"

#include <spdlog/spdlog.h>

#include <exception>

#include "sql/script.h"
#include "support/errors.h"

namespace pgstair::walk {

TentativeTransaction::TentativeTransaction(ScriptSession& session) : session_(&session) {
  session.session().execute("BEGIN");
}

TentativeTransaction::~TentativeTransaction() {
  if (!open_) return;
  try {
    roll_back();
  } catch (const std::exception& error) {  // a lost server, which the next statement tells
    spdlog::debug("a tentative transaction was not rolled back: {}", error.what());
  }
}

StepOutcome TentativeTransaction::run(const chain::SqlScript& script) {
  return session_->run_uncommitted(script);
}

StepOutcome TentativeTransaction::run_in_new_session(const chain::SqlScript& script,
                                                     const std::string& time_zone) {
  session_->session().execute(
      std::string("SET SESSION AUTHORIZATION DEFAULT; RESET ALL; DISCARD TEMP; SET CONSTRAINTS ALL "
                  "DEFERRED") +
      (time_zone.empty() ? "" : "; SET TIME ZONE " + sql::quote_literal(time_zone)));
  return run(script);
}

void TentativeTransaction::commit(const chain::SqlScript& script, StepOutcome& outcome) {
  open_ = false;
  session_->commit(script, Leaks::collected, outcome);
  if (outcome.failure) bug(to_string(outcome.failure->error));  // was checked
}

void TentativeTransaction::roll_back() {
  open_ = false;
  session_->roll_back();
}

}  // namespace pgstair::walk
