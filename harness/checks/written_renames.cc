// SPDX-License-Identifier: MIT
#include "checks/written_renames.h"

#include <algorithm>
#include <map>
#include <string>

#include "catalog/difference.h"
#include "checks/declared_losses.h"
#include "checks/findings.h"
#include "sql/facts.h"
#include "support/text.h"

namespace pgstair::checks {

namespace {

using catalog::Change;
using catalog::ChangeKind;

bool keeps_values(const sql::Statement& statement) {
  const sql::Facts facts = sql::facts(statement.text);
  return facts.runs_code || !facts.writes.empty() ||
         facts.kind == sql::StatementKind::create_table_as ||
         lower(statement.text).find("rename") != std::string::npos;
}

/// Whether values may go from one column to another; of what cannot be looked into, yes.
bool may_keep_values(const chain::Script& script) {
  if (const auto* program = std::get_if<chain::ProgramScript>(&script))
    return program->may_keep_values;
  const auto* sql = std::get_if<chain::SqlScript>(&script);
  return sql == nullptr || std::ranges::any_of(sql->statements, keeps_values);
}

struct Columns {
  std::vector<const Change*> dropped;
  std::vector<const Change*> added;
};

/// What was dropped from and added to one table, of one type.
std::map<std::pair<std::string, std::string>, Columns> by_table_and_type(
    const catalog::Difference& difference) {
  std::map<std::pair<std::string, std::string>, Columns> result;
  for (const auto& change : difference) {
    if (change.identity.kind != "column" || !catalog::value_of(change, "generated").empty())
      continue;
    auto& columns = result[{change.identity.owner, catalog::value_of(change, "type")}];
    if (change.kind == ChangeKind::dropped) columns.dropped.push_back(&change);
    if (change.kind == ChangeKind::added) columns.added.push_back(&change);
  }
  return result;
}

/// The statement that drops the column, or where the script begins.
Location place_of(const chain::Script& script, const Change& column) {
  if (const auto* program = std::get_if<chain::ProgramScript>(&script)) return program->location;
  const auto& statements = std::get<chain::SqlScript>(script).statements;
  const std::string name = lower(column.identity.name);
  const auto found = std::ranges::find_if(statements, [&](const sql::Statement& statement) {
    const std::string text = lower(statement.text);
    return text.find("drop") != std::string::npos && text.find(name) != std::string::npos;
  });
  return (found == statements.end() ? statements.front() : *found).location;
}

report::Finding rename_finding(const chain::Revision& revision, const Change& dropped,
                               const Change& added) {
  report::Finding result =
      finding("rename-loses-values", revision.id,
              "The upgrade drops " + catalog::to_string(dropped.identity) + " and adds " +
                  added.identity.name +
                  " of the same type beside it; if that is a rename, the values of the old column "
                  "are gone",
              place_of(*revision.up, dropped));
  result.object = catalog::to_string(dropped.identity);
  result.advice = "Rename it: ALTER TABLE " + dropped.identity.owner + " RENAME COLUMN " +
                  dropped.identity.name + " TO " + added.identity.name +
                  (std::holds_alternative<chain::ProgramScript>(*revision.up)
                       ? " (op.alter_column(…, new_column_name=…))"
                       : "") +
                  ". If they are two things, declare the loss: `-- pgstair: loses " +
                  replace_all(dropped.identity.owner, "public.", "") + "." + dropped.identity.name +
                  "`.";
  return result;
}

}  // namespace

std::vector<report::Finding> written_renames(const walk::RevisionRecord& record) {
  const chain::Revision& revision = *record.revision;
  std::vector<report::Finding> findings;
  for (const auto& [place, columns] : by_table_and_type(record.up->difference)) {
    if (columns.dropped.size() != 1 || columns.added.size() != 1) continue;
    const Change& dropped = *columns.dropped.front();
    if (!is_declared(revision, dropped.identity))
      findings.push_back(rename_finding(revision, dropped, *columns.added.front()));
  }
  // Asked last: to parse the script takes longer than the rest, and hardly any comes so far.
  if (!findings.empty() && may_keep_values(*revision.up)) return {};
  return findings;
}

}  // namespace pgstair::checks
