// SPDX-License-Identifier: MIT
#include "cli/github_actions.h"

#include <cstdlib>
#include <fstream>
#include <random>
#include <string_view>

#include "report/ci/reports.h"
#include "support/errors.h"

namespace pgstair::cli {

namespace {

/// A word that nobody can have foreseen, and so have written into a script.
std::string new_token() {
  std::random_device random;
  std::string token = "pgstair-";
  for (int i = 0; i < 4; ++i) token += std::to_string(random());
  return token;
}

}  // namespace

bool is_step_of_github_actions() {
  const char* value = std::getenv("GITHUB_ACTIONS");
  return value != nullptr && std::string_view(value) == "true";
}

std::string console_of_step(const std::string& text) {
  return report::without_workflow_commands(text, new_token());
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
