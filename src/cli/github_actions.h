// SPDX-License-Identifier: MIT
#pragma once

#include <string>

/// What a step of GitHub Actions gives to the programs in it, and takes from what they print.
namespace pgstair::cli {

/// Whether this runs in a step, whose log GitHub reads for workflow commands.
bool is_step_of_github_actions();

/// A text for the log, of which no line is taken for a workflow command: SQL, and messages of
/// servers, may hold any.
std::string console_of_step(const std::string& text);

/// Appends to the step's part of the job's summary, if there is one.
/// Throws EnvironmentError if it cannot be written.
void add_to_job_summary(const std::string& markdown);

}  // namespace pgstair::cli
