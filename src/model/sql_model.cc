// SPDX-License-Identifier: MIT
#include "model/sql_model.h"

#include <iterator>
#include <utility>

#include "catalog/snapshot_reader.h"
#include "postgres/session.h"
#include "sql/script.h"
#include "support/file.h"

namespace pgstair::model {

namespace {

std::vector<sql::Statement> statements_of(const std::vector<std::filesystem::path>& files) {
  std::vector<sql::Statement> statements;
  for (const auto& file : files) {
    auto more = sql::split_statements(read_file(file), {file.string(), 1, 1});
    std::move(more.begin(), more.end(), std::back_inserter(statements));
  }
  return statements;
}

/// Runs what can be run, in rounds. Empty: everything ran.
std::optional<LoadFailure> run_to_fixed_point(postgres::Session& session,
                                              std::vector<sql::Statement> statements) {
  while (!statements.empty()) {
    std::vector<sql::Statement> refused;
    std::optional<LoadFailure> first;
    for (auto& statement : statements) {
      const auto outcome = session.try_execute(statement.text);
      const auto* error = postgres::failure(outcome);
      if (error == nullptr) continue;
      if (!first) first = LoadFailure{statement.text, *error, statement.location};
      refused.push_back(std::move(statement));
    }
    if (refused.size() == statements.size()) return first;
    statements = std::move(refused);
  }
  return std::nullopt;
}

}  // namespace

LoadedModel load_sql_model(const std::vector<std::filesystem::path>& files,
                           const std::vector<std::filesystem::path>& neighbours,
                           postgres::ScratchDatabases& databases) {
  const auto database = databases.create();
  postgres::Session session(database->conninfo());
  for (const auto& part : {neighbours, files}) {
    if (auto failure = run_to_fixed_point(session, statements_of(part)))
      return {std::nullopt, failure};
    session.execute("RESET ALL");
  }
  catalog::SnapshotReader reader;
  return {reader.read(session, catalog::InTransaction::no), std::nullopt};
}

}  // namespace pgstair::model
