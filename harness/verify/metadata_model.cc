// SPDX-License-Identifier: MIT
#include "verify/metadata_model.h"

#include <utility>

#include "alembic/metadata.h"
#include "catalog/read/whole_read.h"
#include "checks/findings.h"
#include "model/sql_model.h"
#include "verify/left_out.h"
#include "verify/model.h"

namespace pgstair::verify {

namespace {

void create_extensions(postgres::Session& session, const catalog::Snapshot& head) {
  for (const auto& object : head.objects()) {
    if (object.identity.kind != "extension") continue;
    const std::string schema = catalog::attributes(object)["schema"];
    const bool is_ours_to_make = !schema.empty() && !schema.starts_with("pg_");
    if (is_ours_to_make) session.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
    session.execute("CREATE EXTENSION IF NOT EXISTS " + object.identity.name +
                    (schema.empty() ? "" : " WITH SCHEMA " + schema) + " CASCADE");
  }
}

checks::Model does_not_load(const walk::StepFailure& failure) {
  checks::Model model;
  model.not_loaded = "the model does not load";
  model.findings.push_back(
      checks::failure_finding("model-does-not-load", "", "The model does not load", failure));
  return model;
}

checks::Model does_not_load(const model::LoadFailure& failure) {
  return does_not_load(walk::StepFailure{walk::StepFailure::Kind::statement, failure.statement,
                                         failure.error, failure.location});
}

checks::Model without(const std::string& reason) {
  checks::Model model;
  model.not_loaded = reason;
  return model;
}

}  // namespace

std::optional<ComingMetadata> begin_metadata(const Options& options,
                                             const alembic::ProjectOptions& project,
                                             postgres::ScratchDatabases& databases) {
  if (!options.neighbours.empty()) return std::nullopt;
  ComingMetadata coming{databases.create(), {}};
  coming.metadata = std::async(std::launch::async, [project, &database = *coming.database] {
    return std::make_unique<alembic::Metadata>(project, database);
  });
  return coming;
}

checks::Model load_metadata_model(const Options& options, const alembic::ProjectOptions& project,
                                  postgres::ScratchDatabases& databases,
                                  const catalog::Snapshot& head,
                                  std::optional<ComingMetadata> coming) {
  const auto database = coming ? std::move(coming->database) : databases.create();
  postgres::Session session(database->conninfo());
  if (auto failure = model::load_files(session, options.neighbours, loading_of(options)))
    return does_not_load(*failure);
  create_extensions(session, head);
  const auto begun =
      coming ? coming->metadata.get() : std::make_unique<alembic::Metadata>(project, *database);
  alembic::Metadata& metadata = *begun;
  const auto created = metadata.create();
  if (created.failure) return does_not_load(*created.failure);
  if (!created.there_is_one) return without("env.py gives no target_metadata");
  if (created.tables == 0) return without("the target_metadata of env.py holds no tables");
  if (auto failure =
          model::load_files_as_deployer(*database, session, options.model, loading_of(options)))
    return does_not_load(*failure);
  checks::Model model;
  model.snapshot = catalog::read_whole(session);
  model.server_version = session.server_version_text();
  model.knows_only_tables = true;
  const auto difference = catalog::diff(*model.snapshot, head);
  model.left_out = with_what_belongs(metadata.left_out(difference), difference, head);
  return model;
}

}  // namespace pgstair::verify
