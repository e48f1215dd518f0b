// SPDX-License-Identifier: MIT
#include "verify/model.h"

#include "catalog/file/snapshot_file.h"
#include "catalog/live/live_database.h"
#include "catalog/read/whole_read.h"
#include "support/errors.h"
#include "support/file.h"
#include "walk/command_runner.h"

namespace pgstair::verify {

namespace {

std::optional<model::LoadFailure> run_model_command(const Options& options,
                                                    const postgres::ScratchDatabase& database) {
  const auto outcome = walk::run_command_script(
      {options.model_command, options.model_command_location}, database, options.time_limit);
  if (outcome.ok()) return std::nullopt;
  const auto& failure = *outcome.failure;
  return model::LoadFailure{failure.statement, failure.error, failure.location};
}

model::LoadedModel read_command_model(const Options& options,
                                      postgres::ScratchDatabases& databases) {
  const auto database = databases.create();
  postgres::Session session(database->conninfo());
  model::LoadedModel model{std::nullopt,
                           model::load_files(session, options.neighbours, loading_of(options)),
                           session.server_version_text()};
  if (!model.failure) model.failure = run_model_command(options, *database);
  if (!model.failure) {
    model.snapshot = catalog::read_whole(session);
  }
  return model;
}

/// `error` at the place in the configuration that it comes from.
EnvironmentError located(const EnvironmentError& error, const Location& location) {
  const std::string advice = error.advice().empty()
                                 ? "Is the address right, and may this role connect to it "
                                   "from here? A password may stand in PGPASSWORD or ~/.pgpass."
                                 : error.advice();
  return EnvironmentError(to_string(location) + ": the model cannot be read: " + error.what(),
                          advice);
}

model::LoadedModel read_database(const Options& options) try {
  postgres::Session session(options.model_database);
  return {catalog::read_live(session), std::nullopt, session.server_version_text()};
} catch (const EnvironmentError& error) {
  throw located(error, options.model_database_location);
}

std::set<catalog::Identity> identities_of(const catalog::Snapshot& snapshot) {
  std::set<catalog::Identity> identities;
  for (const auto& object : snapshot.objects()) identities.insert(object.identity);
  return identities;
}

}  // namespace

model::Loading loading_of(const Options& options) {
  return {options.server_url.empty() ? model::MissingRoles::create : model::MissingRoles::refuse,
          options.time_limit, options.placeholders};
}

bool has_model(const Options& options) {
  return !options.model.empty() || !options.model_command.empty() ||
         !options.model_database.empty();
}

bool is_read_as_it_is(const Options& options) {
  if (!options.model_database.empty()) return true;
  return options.model_command.empty() && options.model.size() == 1 &&
         catalog::is_snapshot_file(read_file(options.model.front()));
}

model::LoadedModel read_as_it_is(const Options& options) {
  if (!options.model_database.empty()) return read_database(options);
  const auto& file = options.model.front();
  auto read = catalog::parse_snapshot_file(read_file(file), file);
  return {std::move(read.snapshot), std::nullopt, std::move(read.server_version)};
}

model::LoadedModel read_model(const Options& options, postgres::ScratchDatabases& databases) {
  if (!options.model_command.empty()) return read_command_model(options, databases);
  if (is_read_as_it_is(options)) return read_as_it_is(options);
  return model::load_sql_model(options.model, options.neighbours, databases, loading_of(options));
}

std::set<catalog::Identity> read_neighbours(const Options& options,
                                            postgres::ScratchDatabases& databases) {
  if (options.neighbours.empty()) return {};
  const auto database = databases.create();
  postgres::Session session(database->conninfo());
  const auto empty = identities_of(catalog::read_whole(session));
  if (const auto failure = model::load_files(session, options.neighbours, loading_of(options))) {
    throw UsageError("this neighbour does not load: " + to_string(failure->error),
                     failure->location);
  }
  auto neighbours = identities_of(catalog::read_whole(session));
  for (const auto& identity : empty) neighbours.erase(identity);
  return neighbours;
}

}  // namespace pgstair::verify
