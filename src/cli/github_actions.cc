// SPDX-License-Identifier: MIT
#include "cli/github_actions.h"

#include <cstdlib>
#include <fstream>
#include <string_view>

#include "report/ci/reports.h"
#include "server/databases.h"
#include "support/errors.h"

namespace pgstair::cli {

bool is_step_of_github_actions() {
  const char* value = std::getenv("GITHUB_ACTIONS");
  return value != nullptr && std::string_view(value) == "true";
}

std::string console_of_step(const std::string& text) {
  // A word that nobody can have foreseen, and so have written into a script.
  return report::without_workflow_commands(text, "pgstair-" + server::random_hex(32));
}

void add_to_job_summary(const std::string& markdown) {
  const char* file = std::getenv("GITHUB_STEP_SUMMARY");
  if (file == nullptr || *file == '\0') return;
  std::ofstream summary(file, std::ios::app | std::ios::binary);
  summary << markdown << '\n' << std::flush;
  if (!summary)
    throw EnvironmentError("cannot write to " + std::string(file) + " (GITHUB_STEP_SUMMARY)");
}

}  // namespace pgstair::cli
