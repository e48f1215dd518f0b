// SPDX-License-Identifier: MIT
#include "alembic/reader.h"

#include "alembic/description.h"
#include "alembic/failure.h"
#include "alembic/nowhere.h"

namespace pgstair::alembic {

namespace {

using nlohmann::json;

json open_with(const ProjectOptions& options, const postgres::ScratchDatabase& database,
               Load load = Load::all) {
  Worker worker(worker_options(options, database));
  return worker.ask(open_request(options, database, load));
}

/// In a call that may want to connect.
bool fails_in_python_config(const json& answer) {
  if (!answer.contains("failure")) return false;
  const json& failure = answer["failure"];
  return failure["preparing_call"].is_string() && !failure.contains("missing_module");
}

/// What the driver tells of a project once it is loaded.
json opened(const ProjectOptions& options, const MakeDatabase& database) {
  json project = open_with(options, Nowhere());
  if (fails_in_python_config(project)) project = open_with(options, *database());
  if (fails_at_loading(project)) {
    // env.py may prepare what the revisions import, and Alembic loads them within it.
    json within_env = open_with(options, *database(), Load::within_env);
    if (!within_env.contains("failure")) project = std::move(within_env);
  }
  if (project.contains("failure")) throw_failure(project["failure"], options);
  return project;
}

}  // namespace

chain::ReadResult read_project(const ProjectOptions& options, const MakeDatabase& database) {
  return read_description(opened(options, database), options);
}

std::set<std::string> read_labels(const ProjectOptions& options, const MakeDatabase& database) {
  const json project = opened(options, database);
  std::set<std::string> labels;
  for (const auto& revision : project["revisions"]) {
    for (const std::string label : revision["labels"]) labels.insert(label);
  }
  return labels;
}

}  // namespace pgstair::alembic
