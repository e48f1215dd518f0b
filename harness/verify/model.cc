// SPDX-License-Identifier: MIT
#include "verify/model.h"

#include "catalog/snapshot_file.h"
#include "catalog/snapshot_reader.h"
#include "support/file.h"
#include "support/process.h"
#include "support/text.h"
#include "walk/database_environment.h"

namespace pgstair::verify {

namespace {

std::optional<model::LoadFailure> run_model_command(const Options& options,
                                                    const postgres::ScratchDatabase& database) {
  Command command;
  command.arguments = {"/bin/sh", "-c", options.model_command};
  command.directory = std::filesystem::path(options.model_command_location.file).parent_path();
  command.unset = {"PG*", "DATABASE_URL"};
  command.set = walk::database_environment(database);
  const ProcessResult result = run(command);
  if (result.succeeded()) return std::nullopt;
  model::LoadFailure failure{options.model_command, {}, options.model_command_location};
  failure.error.message = "exit status " + std::to_string(result.exit_code);
  failure.error.detail = trim(result.err.empty() ? result.out : result.err);
  return failure;
}

model::LoadedModel read_command_model(const Options& options,
                                      postgres::ScratchDatabases& databases) {
  const auto database = databases.create();
  postgres::Session session(database->conninfo());
  model::LoadedModel model{std::nullopt, model::load_files(session, options.neighbours),
                           session.server_version_text()};
  if (!model.failure) model.failure = run_model_command(options, *database);
  if (!model.failure) {
    model.snapshot = catalog::SnapshotReader().read(session, catalog::InTransaction::no);
  }
  return model;
}

}  // namespace

bool has_model(const Options& options) {
  return !options.model.empty() || !options.model_command.empty();
}

model::LoadedModel read_model(const Options& options, postgres::ScratchDatabases& databases) {
  if (!options.model_command.empty()) return read_command_model(options, databases);
  if (options.model.size() == 1) {
    const auto& file = options.model.front();
    const std::string text = read_file(file);
    if (catalog::is_snapshot_file(text)) {
      auto read = catalog::parse_snapshot_file(text, file);
      return {std::move(read.snapshot), std::nullopt, std::move(read.server_version)};
    }
  }
  return model::load_sql_model(options.model, options.neighbours, databases);
}

}  // namespace pgstair::verify
