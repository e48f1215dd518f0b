// SPDX-License-Identifier: MIT
#include "alembic/files.h"

#include <nlohmann/json.hpp>

#include "alembic/description.h"
#include "alembic/python_start.h"
#include "support/text.h"

namespace pgstair::alembic {

namespace {

using nlohmann::json;

Command command_to_read(const ProjectOptions& options, const FilesRequest& request) {
  Command command = isolated_python(options, {"-c", driver_file("read_files_bootstrap")});
  json told{
      {"config", std::filesystem::absolute(options.config).string()},
      {"section", options.section},
      {"folder", options.folder_of_settings.empty()
                     ? ""
                     : std::filesystem::weakly_canonical(options.folder_of_settings).string()},
      {"files", nullptr},
      {"shapes", request.with_shape}};
  if (request.texts) told["files"] = *request.texts;
  const json input{{"sources", json::parse(driver_as_json())}, {"request", told}};
  command.input = input.dump(-1, ' ', false, json::error_handler_t::replace);
  return command;
}

TextFacts facts_of(const json& described) {
  TextFacts facts;
  facts.changes_schema = described["changes_schema"];
  facts.undoes_nothing = described["undoes_nothing"];
  for (const auto& drop : described["drops"]) facts.drops.emplace_back(drop[0], drop[1]);
  if (const auto& shape = described["shape"]; !shape.is_null())
    facts.shape = UpgradeShape{shape["text"], shape["sql"].get<std::vector<std::string>>()};
  return facts;
}

}  // namespace

std::optional<FilesRead> read_files(const ProjectOptions& options, const FilesRequest& request,
                                    std::string& why_not) {
  if (!options.python_config.empty()) {
    why_not = "a program prepares Alembic's configuration (python-config)";
    return std::nullopt;
  }
  const ProcessResult ran = run(command_to_read(options, request));
  const json told = json::parse(ran.out, nullptr, /*allow_exceptions=*/false);
  if (!ran.succeeded() || !told.contains("revisions")) {
    why_not = told.contains("unknown") ? std::string(told["unknown"]) : std::string(trim(ran.err));
    return std::nullopt;
  }
  FilesRead read{read_description(told, options), {}, {}, told["recursive"].get<bool>()};
  for (const auto& described : told["revisions"])
    read.facts.emplace(described["id"], facts_of(described));
  for (const std::string folder : told["folders"]) read.folders.emplace_back(folder);
  return read;
}

}  // namespace pgstair::alembic
