// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "chain/revision.h"
#include "postgres/server_error.h"
#include "postgres/time_limit.h"
#include "support/errors.h"

/// The walk over a chain and what it sees; the judging is done by the checks.
namespace pgstair::walk {

using postgres::usual_time_limit;

/// Why a script did not run to its end.
struct StepFailure {
  enum class Kind {
    statement,     ///< the server refused a statement
    commit,        ///< every statement ran, and the COMMIT failed (a deferred constraint)
    needs_client,  ///< COPY … FROM STDIN or TO STDOUT: only psql sends its data, or takes it
    command,       ///< the runner's command failed
    timeout,       ///< the script was not over in its time; what ran then was broken off
  };
  Kind kind = Kind::statement;
  std::string statement;  ///< the statement's text, or the command line; of a timeout: if known
  postgres::ServerError error;  ///< for a command: its message is the command's output
  Location location;            ///< of the error within the statement, or of the statement
};

/// That a script was not over in its time; where, and at which statement, is not said yet.
StepFailure timeout_failure(std::chrono::seconds limit);

/// What a script left behind in its session, for the next script in the same session to trip over.
struct SessionLeak {
  enum class Kind {
    setting,
    role,
    temporary_object,
    advisory_lock,
    open_transaction,
    prepared_transaction,  ///< it was rolled back
  };
  Kind kind = Kind::setting;
  std::string name;   ///< the setting, role or object
  std::string value;  ///< a setting's value
};

/// What became of one script. No failure: it ran to its end.
struct StepOutcome {
  std::optional<StepFailure> failure;
  std::size_t statements = 0;          ///< how many ran
  bool left_transaction_open = false;  ///< and it was rolled back
  std::vector<SessionLeak> leaks;      ///< if they were to be collected, and it ran to its end

  bool ok() const { return !failure; }
};

}  // namespace pgstair::walk
