// SPDX-License-Identifier: MIT
#pragma once

#include "chain/read.h"
#include "report/progress.h"
#include "report/result.h"
#include "verify/options.h"
#include "walk/script_program.h"
#include "walk/walk_database.h"

namespace pgstair::verify {

/// Reads the revisions that `options` name, by their format or through the runner's commands.
/// Throws UsageError if there is no such folder, or none of a known format.
chain::ReadResult read_chain(const Options& options);

/// Whether `options` name an Alembic project, by `format` or by its configuration.
bool is_alembic(const Options& options);
/// Which one. Requires: is_alembic(options).
alembic::ProjectOptions alembic_project(const Options& options);

/// Adds what is wrong with the chain's files and its graph to the findings.
void report_faults(const std::vector<chain::Fault>& faults, report::Result& result);

/// What is there before the first revision of a chain of that format.
walk::BeforeBase before_base(const Options& options, const std::string& format);

/// What runs the scripts of a chain of that format: empty unless it is code (Alembic).
walk::MakeProgram program_for(const Options& options, const std::string& format);

/// Reads the chain, starts a disposable Postgres (or uses the given server), walks the chain with
/// every check, and returns all that was learned. What is wrong with the user's chain is in the
/// result; what is wrong with the request or the machine is thrown (UsageError, EnvironmentError).
report::Result verify(const Options& options, report::Progress& progress);

}  // namespace pgstair::verify
