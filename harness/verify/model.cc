// SPDX-License-Identifier: MIT
#include "verify/model.h"

#include "catalog/snapshot_file.h"
#include "catalog/whole_reader.h"
#include "support/file.h"
#include "walk/command_runner.h"

namespace pgstair::verify {

namespace {

std::optional<model::LoadFailure> run_model_command(const Options& options,
                                                    const postgres::ScratchDatabase& database) {
  const auto outcome =
      walk::run_command_script({options.model_command, options.model_command_location}, database);
  if (outcome.ok()) return std::nullopt;
  const auto& failure = *outcome.failure;
  return model::LoadFailure{failure.statement, failure.error, failure.location};
}

model::LoadedModel read_command_model(const Options& options,
                                      postgres::ScratchDatabases& databases) {
  const auto database = databases.create();
  postgres::Session session(database->conninfo());
  model::LoadedModel model{std::nullopt,
                           model::load_files(session, options.neighbours, missing_roles(options)),
                           session.server_version_text()};
  if (!model.failure) model.failure = run_model_command(options, *database);
  if (!model.failure) {
    model.snapshot = catalog::read_whole(session);
  }
  return model;
}

}  // namespace

model::MissingRoles missing_roles(const Options& options) {
  return options.server_url.empty() ? model::MissingRoles::create : model::MissingRoles::refuse;
}

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
  return model::load_sql_model(options.model, options.neighbours, databases,
                               missing_roles(options));
}

}  // namespace pgstair::verify
