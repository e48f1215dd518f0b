// SPDX-License-Identifier: MIT
// Numbered SQL files without a tool: 001_users.sql, 002-posts.sql. There are no rules but the
// shell's, `for file in *.sql; do psql -f "$file"; done`: names in the order of their bytes, no
// downgrades. Each file is taken to be run in one transaction (psql -1), unless it holds a
// statement that a transaction cannot, or its own BEGIN and COMMIT.
#include <algorithm>

#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "chain/other_tools.h"

namespace pgstair::chain {

namespace {

bool is_sql_file(const Entry& entry) {
  return !entry.is_folder && entry.name.ends_with(".sql") && !leading_digits(entry.name).empty();
}

Transactions transactions_of(const std::vector<sql::Statement>& statements) {
  const bool is_ordinary =
      std::all_of(statements.begin(), statements.end(), [](const sql::Statement& statement) {
        return sql::classify(statement.text) == sql::StatementClass::ordinary;
      });
  return is_ordinary ? Transactions::one : Transactions::none;
}

std::size_t recognise_plain(const std::filesystem::path& folder) {
  const auto all = entries(folder);
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), is_sql_file));
}

ReadResult read_plain(const std::filesystem::path& folder, const ReadOptions& options) {
  refuse_names_of_downgrades(folder);
  ReadResult result{"plain", {}, {}};
  std::vector<std::string> versions;
  for (const auto& entry : entries(folder)) {
    if (!is_sql_file(entry)) continue;
    Revision revision;
    revision.id = entry.path.stem().string();
    revision.file = entry.path.string();
    if (auto script = read_script(entry.path, Side::up, options, revision, result.faults)) {
      script->transactions = transactions_of(script->statements);
      revision.up = std::move(*script);
    }
    result.revisions.push_back(std::move(revision));
    versions.emplace_back(leading_digits(entry.name));
  }
  report_shared_versions(versions, result.revisions, "only their names say which comes first",
                         result.faults);
  report_misread_numbers(result.revisions, versions, result.faults);
  link_in_order(result.revisions);
  return result;
}

}  // namespace

Format plain_format() {
  return {.name = "plain",
          .looks_like = "numbered SQL files, 001_name.sql",
          .closer_than = {},
          .recognise = recognise_plain,
          .read = read_plain,
          .version_table = {.name = "schema_migrations",
                            .version = "version::text",
                            .applies_late = true,
                            .version_of = before_underscore},
          .psql_parts = {.copied_rows = true, .commands = true},
          .outside_transaction =
              "Give the statement a file of its own, without BEGIN and COMMIT."};  // psql may well
                                                                                   // be the tool
}

}  // namespace pgstair::chain
