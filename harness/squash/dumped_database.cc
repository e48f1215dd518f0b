// SPDX-License-Identifier: MIT
#include "squash/dumped_database.h"

#include "postgres/script_statement.h"
#include "sql/script.h"
#include "support/errors.h"
#include "support/file.h"

namespace pgstair::squash {

namespace {

bool create_role(postgres::Session& session, const postgres::ServerError& error) {
  const std::string role = postgres::missing_role(error);
  return !role.empty() &&
         postgres::failure(session.try_execute("CREATE ROLE " + sql::quote_identifier(role))) ==
             nullptr;
}

void load(postgres::Session& session, const sql::Statement& statement, bool may_create_roles) {
  auto outcome = postgres::try_statement(session, statement);
  if (!outcome) throw UsageError(postgres::copy_needs_client().message, statement.location);
  const auto* error = postgres::failure(*outcome);
  while (error != nullptr && may_create_roles && create_role(session, *error)) {
    outcome = postgres::try_statement(session, statement);
    error = postgres::failure(*outcome);
  }
  if (error != nullptr)
    throw UsageError("this database does not load: " + to_string(*error),
                     sql::location_at(statement, error->position));
}

}  // namespace

std::unique_ptr<postgres::ScratchDatabase> load_dumped_database(
    const std::filesystem::path& file, postgres::ScratchDatabases& databases,
    bool may_create_roles) {
  auto database = databases.create();
  postgres::Session session(database->conninfo());
  for (const auto& statement : sql::split_statements(read_file(file), {file.string(), 1, 1}))
    load(session, statement, may_create_roles);
  return database;
}

}  // namespace pgstair::squash
