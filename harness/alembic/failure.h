// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>

#include "alembic/project.h"
#include "chain/revision.h"
#include "support/errors.h"
#include "walk/step.h"

namespace pgstair::alembic {

/// An env.py cannot use the address of a socket; it may be able to use a host and a port.
class SocketRefused : public EnvironmentError {
 public:
  using EnvironmentError::EnvironmentError;
};

/// What the driver says of an exception in the project's code ("failure" of an answer; driver/
/// failure.py has its fields), as the walk's failure if it is the revision's. Throws
/// EnvironmentError if it is not: an env.py that fails, a module that is not installed, an env.py
/// that connects to another database; SocketRefused if that may come from a socket's address.
walk::StepFailure step_failure(const nlohmann::json& failure, const chain::ProgramScript& script,
                               const ProjectOptions& options);

/// That a revision was not over within `limit`; `where`: what the driver says of the place that it
/// had come to (Worker::where_it_is()), `statement`: what ran in the database, if anything did.
walk::StepFailure step_timeout(const nlohmann::json& where, const std::string& statement,
                               std::chrono::seconds limit, const chain::ProgramScript& script,
                               const ProjectOptions& options);

/// The same of target_metadata, while its tables are created.
walk::StepFailure metadata_failure(const nlohmann::json& failure, const ProjectOptions& options);

/// The same where no revision was run.
[[noreturn]] void throw_failure(const nlohmann::json& failure, const ProjectOptions& options);

}  // namespace pgstair::alembic
