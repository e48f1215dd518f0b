// SPDX-License-Identifier: MIT
#include "verify/command_chain.h"

#include <filesystem>

#include "support/process.h"
#include "support/text.h"

namespace pgstair::verify {

namespace {

void require_placeholder(const std::string& command, const char* key, const Location& location) {
  if (command.find("{revision}") != std::string::npos) return;
  throw UsageError(
      "the command '" + std::string(key) + "' does not say where the revision goes: add {revision}",
      location);
}

std::string for_revision(const std::string& command, const std::string& id) {
  return replace_all(command, "{revision}", shell_quoted(id));
}

}  // namespace

chain::ReadResult read_command_chain(const RunnerCommands& commands, std::chrono::seconds limit) {
  require_placeholder(commands.upgrade, "upgrade", commands.location);
  if (!commands.downgrade.empty())
    require_placeholder(commands.downgrade, "downgrade", commands.location);
  Command list;
  list.arguments = {"/bin/sh", "-c", commands.list};
  list.directory = std::filesystem::path(commands.location.file).parent_path();
  list.limit = limit;
  const ProcessResult listed = run(list);
  if (listed.timed_out)
    throw EnvironmentError("the command that lists the revisions was not over within " +
                               std::to_string(limit.count()) + " s: " + commands.list,
                           "If it needs so long, give it more: --timeout SECONDS, or `timeout` in "
                           "pgstair.toml.");
  if (!listed.succeeded()) {
    throw EnvironmentError("the command that lists the revisions failed with exit status " +
                           std::to_string(listed.exit_code) + ": " + commands.list + "\n" +
                           std::string(trim(listed.err)));
  }
  chain::ReadResult result;
  result.format = "commands";
  for (const auto line : lines(listed.out)) {
    const std::string id(trim(line));
    if (id.empty()) continue;
    chain::Revision revision;
    revision.id = id;
    revision.file = commands.location.file;
    if (!result.revisions.empty()) revision.parents = {result.revisions.back().id};
    revision.up = chain::CommandScript{for_revision(commands.upgrade, id), commands.location};
    if (!commands.downgrade.empty()) {
      revision.down = chain::CommandScript{for_revision(commands.downgrade, id), commands.location};
    }
    revision.down_location = commands.location;
    result.revisions.push_back(std::move(revision));
  }
  return result;
}

}  // namespace pgstair::verify
