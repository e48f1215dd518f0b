// SPDX-License-Identifier: MIT
#include "model/sql_model.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "catalog/read/whole_read.h"
#include "model/psql_script.h"
#include "sql/script.h"
#include "sql/words.h"
#include "support/file.h"

namespace pgstair::model {

namespace {

struct Script {
  std::vector<sql::Statement> statements;
  bool is_dump = false;  ///< whether any of the files is one
};

Script script_of(const std::vector<std::filesystem::path>& files,
                 const chain::Placeholders& placeholders) {
  Script script;
  for (const auto& file : files) {
    std::string text = read_file(file);
    if (is_custom_dump(text)) {
      throw UsageError(
          "this is a dump in pg_dump's custom format; make it a script first: pg_restore "
          "--schema-only --file=schema.sql FILE",
          {file.string(), 0, 0});
    }
    if (is_pg_dump(text)) {
      script.is_dump = true;
      text = without_psql_parts(text);
    }
    text = chain::with_known_placeholders(text, placeholders);
    auto more = sql::split_statements(text, {file.string(), 1, 1});
    std::move(more.begin(), more.end(), std::back_inserter(script.statements));
  }
  return script;
}

/// A script by pg_dump names roles of the cluster that it came from; true if the one that `error`
/// missed now exists.
bool create_missing_role(postgres::Session& session, const postgres::ServerError& error) {
  const std::string role = postgres::missing_role(error);
  if (role.empty()) return false;
  return postgres::failure(session.try_execute("CREATE ROLE " + sql::quote_identifier(role))) ==
         nullptr;
}

/// What `init` has made before is in a dump of production, too; if it is another, the comparison
/// tells.
bool is_there_already(const postgres::ServerError& error) {
  static const std::set<std::string> states{"42P06", "42P07", "42710", "42723", "42P16"};
  return states.contains(error.sqlstate);
}

/// What somebody else has seen to: an extension that is made before the model, with the comment
/// that it brings along and that only its owner may make.
bool is_of_an_extension_that_is_there(const std::string& statement,
                                      const postgres::ServerError& error) {
  constexpr std::string_view insufficient_privilege = "42501";
  constexpr std::string_view duplicate_object = "42710";
  sql::Words words(statement);
  if (error.sqlstate == duplicate_object) return words.take("create") && words.take("extension");
  return error.sqlstate == insufficient_privilege && words.take("comment") && words.take("on") &&
         words.take("extension");
}

/// Who runs the statements of a model.
struct Runner {
  postgres::Session& session;
  postgres::Session* superuser;  ///< for what the session's role may not do; or null
  bool create_missing_roles;

  postgres::StatementOutcome run(const std::string& sql) const {
    constexpr std::string_view insufficient_privilege = "42501";
    auto outcome = session.try_perform(sql);
    const auto* error = postgres::failure(outcome);
    while (error != nullptr && create_missing_roles &&
           create_missing_role(superuser != nullptr ? *superuser : session, *error)) {
      outcome = session.try_perform(sql);
      error = postgres::failure(outcome);
    }
    if (error != nullptr && superuser != nullptr && error->sqlstate == insufficient_privilege)
      return superuser->try_perform(sql);
    return outcome;
  }
};

/// Runs what can be run, in rounds. Empty: everything ran.
std::optional<LoadFailure> run_to_fixed_point(const Runner& runner, Script script,
                                              const postgres::TimeLimit& limit) {
  auto statements = std::move(script.statements);
  while (!statements.empty()) {
    std::vector<sql::Statement> refused;
    std::optional<LoadFailure> first;
    for (auto& statement : statements) {
      const auto outcome = runner.run(statement.text);
      const auto* error = postgres::failure(outcome);
      if (error == nullptr || (script.is_dump && is_there_already(*error)) ||
          is_of_an_extension_that_is_there(statement.text, *error))
        continue;
      if (limit.is_passed()) {
        const auto stopped = postgres::not_over_within(limit.limit());
        return LoadFailure{statement.text, stopped, statement.location};
      }
      if (!first)
        first = LoadFailure{statement.text, *error, sql::location_at(statement, error->position)};
      refused.push_back(std::move(statement));
    }
    if (refused.size() == statements.size()) return first;
    statements = std::move(refused);
  }
  return std::nullopt;
}

}  // namespace

std::optional<LoadFailure> load_files(postgres::Session& session,
                                      const std::vector<std::filesystem::path>& files,
                                      const Loading& loading, postgres::Session* superuser) {
  Script script = script_of(files, loading.placeholders);
  const bool create_roles = script.is_dump && loading.missing_roles == MissingRoles::create;
  postgres::TimeLimit limit(session, loading.limit);
  std::optional<LoadFailure> failure;
  {
    const postgres::TimeLimit::Span span(limit);
    failure = run_to_fixed_point({session, superuser, create_roles}, std::move(script), limit);
  }
  if (!failure) session.execute("RESET ALL");
  return failure;
}

std::optional<LoadFailure> load_files_as_deployer(const postgres::ScratchDatabase& database,
                                                  postgres::Session& session,
                                                  const std::vector<std::filesystem::path>& files,
                                                  const Loading& loading) {
  if (database.deployer_conninfo() == database.conninfo())
    return load_files(session, files, loading);
  postgres::Session deployer(database.deployer_conninfo());
  return load_files(deployer, files, loading, &session);
}

LoadedModel load_sql_model(const std::vector<std::filesystem::path>& files,
                           const std::vector<std::filesystem::path>& neighbours,
                           postgres::ScratchDatabases& databases, const Loading& loading) {
  const auto database = databases.create();
  postgres::Session session(database->conninfo());
  LoadedModel model{std::nullopt, load_files(session, neighbours, loading),
                    session.server_version_text()};
  if (!model.failure) model.failure = load_files_as_deployer(*database, session, files, loading);
  if (!model.failure) {
    model.snapshot = catalog::read_whole(session);
  }
  return model;
}

}  // namespace pgstair::model
