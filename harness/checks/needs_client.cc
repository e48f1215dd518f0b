// SPDX-License-Identifier: MIT
#include "checks/needs_client.h"

#include <string>

#include "checks/findings.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::checks {

namespace {

using Statements = std::vector<const sql::Statement*>;

Statements of_sort(const chain::SqlScript& script, sql::StatementClass sort) {
  Statements found;
  for (const auto& statement : script.statements) {
    if (sql::classify(statement.text) == sort) found.push_back(&statement);
  }
  return found;
}

report::Finding finding_of(const Statements& statements, const std::string& revision,
                           const std::string& sentence) {
  auto made = finding("upgrade-needs-client", revision, sentence, statements.front()->location);
  made.evidence["statement"] = statements.front()->text;
  return made;
}

}  // namespace

std::vector<report::Finding> needs_client(const walk::RevisionRecord& record,
                                          chain::PsqlParts understood) {
  std::vector<report::Finding> findings;
  const auto* script = chain::sql_of(record.revision->up);
  if (script == nullptr) return findings;
  const std::string& revision = record.revision->id;
  const auto commands = of_sort(*script, sql::StatementClass::psql_restriction);
  if (!understood.commands && !commands.empty())
    findings.push_back(finding_of(commands, revision,
                                  "The upgrade has a command of psql, which is a syntax error to "
                                  "any other tool"));
  const auto copies = of_sort(*script, sql::StatementClass::copy_from_client);
  if (understood.copied_rows || copies.empty()) return findings;
  findings.push_back(
      finding_of(copies, revision,
                 "The upgrade reads data with COPY … FROM STDIN, which only psql can send" +
                     (copies.size() == 1 ? "" : " (" + counted(copies.size(), "statement") + ")")));
  return findings;
}

}  // namespace pgstair::checks
