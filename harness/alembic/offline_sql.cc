// SPDX-License-Identifier: MIT
#include "alembic/offline_sql.h"

#include <algorithm>

#include "sql/facts.h"
#include "support/process.h"
#include "support/text.h"

namespace pgstair::alembic {

namespace {

bool is_transaction(const sql::Statement& statement, std::string_view word) {
  return lower(trim(statement.text)) == word;
}

/// A BEGIN right before a COMMIT, once what was between them is left out.
void remove_empty_transactions(std::vector<sql::Statement>& statements) {
  for (std::size_t i = 1; i < statements.size();) {
    if (is_transaction(statements[i - 1], "begin") && is_transaction(statements[i], "commit")) {
      const auto begin = statements.begin() + static_cast<std::ptrdiff_t>(i - 1);
      statements.erase(begin, begin + 2);
      i = std::max<std::size_t>(i - 1, 1);
    } else {
      ++i;
    }
  }
}

}  // namespace

std::optional<chain::SqlScript> offline_sql(const ProjectOptions& options,
                                            const chain::Revision& revision,
                                            const postgres::ScratchDatabase& database) {
  if (revision.parents.size() > 1 || !options.python_config.empty()) return std::nullopt;
  const WorkerOptions worker = worker_options(options, database);
  const std::string range =
      revision.parents.empty() ? revision.id : revision.parents.front() + ":" + revision.id;
  Command command{.arguments = worker.interpreter};
  for (const auto& argument :
       {std::string("-m"), std::string("alembic"), std::string("-c"),
        options.config.filename().string(), std::string("-n"), options.section,
        std::string("upgrade"), range, std::string("--sql")})
    command.arguments.push_back(argument);
  command.directory = worker.directory;
  command.set = worker.environment;
  command.limit = options.time_limit;
  const ProcessResult result = run(command);
  if (!result.succeeded()) return std::nullopt;
  chain::SqlScript script{.file = revision.file,
                          .statements = sql::split_statements(result.out, {}),
                          .transactions = chain::Transactions::none};
  std::erase_if(script.statements, [](const sql::Statement& statement) {
    return has_word(statement.text, "alembic_version");
  });
  remove_empty_transactions(script.statements);
  for (auto& statement : script.statements) statement.location = {revision.file};
  return script;
}

}  // namespace pgstair::alembic
