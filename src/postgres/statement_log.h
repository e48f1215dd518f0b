// SPDX-License-Identifier: MIT
#pragma once

#include <spdlog/spdlog.h>

#include <chrono>
#include <string>

#include "postgres/session.h"

namespace pgstair::postgres {

/// What is said of statements with --verbose: those of scripts on the level debug, and on trace
/// (-vv) each that any session runs, our own among them.
void log_statement(spdlog::level::level_enum level, std::chrono::steady_clock::time_point started,
                   const StatementOutcome& outcome, const std::string& sql);

}  // namespace pgstair::postgres
