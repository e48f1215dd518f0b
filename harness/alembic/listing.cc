// SPDX-License-Identifier: MIT
#include "alembic/listing.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "alembic/embedded_driver.h"
#include "support/errors.h"
#include "support/process.h"

namespace pgstair::alembic {

namespace {

using nlohmann::json;

std::string script() {
  const auto& files = embedded_driver();
  const auto found = std::ranges::find(files, "list_revisions", &DriverFile::name);
  ensure(found != files.end(), "list_revisions.py is built in");
  return std::string(found->text);
}

/// The script comes by standard input; -I and -S leave out what a Python of its own would load.
Command command_for(const ProjectOptions& options) {
  Command command{.arguments = find_python(options)};
  const auto config = std::filesystem::absolute(options.config);
  for (const std::string& argument :
       {std::string("-I"), std::string("-S"), std::string("-"), config.string(), options.section}) {
    command.arguments.push_back(argument);
  }
  command.directory = std::filesystem::weakly_canonical(options.config).parent_path();
  command.input = script();
  return command;
}

chain::Revision revision_of(const json& told, const ProjectOptions& options) {
  chain::Revision revision;
  revision.id = told["id"];
  revision.file = shown(told["file"], options);
  revision.parents = told["parents"].get<std::vector<std::string>>();
  revision.up =
      chain::ProgramScript{revision.id, chain::Direction::up, {revision.file, told["line"]}};
  return revision;
}

}  // namespace

std::optional<chain::ReadResult> list_revisions(const ProjectOptions& options) {
  if (!options.python_config.empty()) return std::nullopt;
  const ProcessResult ran = run(command_for(options));
  const json told = json::parse(ran.out, nullptr, /*allow_exceptions=*/false);
  if (!ran.succeeded() || !told.contains("revisions")) return std::nullopt;
  chain::ReadResult result;
  result.format = "alembic";
  for (const auto& revision : told["revisions"]) {
    result.revisions.push_back(revision_of(revision, options));
  }
  return result;
}

}  // namespace pgstair::alembic
