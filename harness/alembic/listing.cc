// SPDX-License-Identifier: MIT
#include "alembic/listing.h"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "alembic/python_start.h"

namespace pgstair::alembic {

namespace {

using nlohmann::json;

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
  Command command = isolated_python(
      options, {"-", std::filesystem::absolute(options.config).string(), options.section});
  command.input = driver_file("list_revisions");
  const ProcessResult ran = run(command);
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
