// SPDX-License-Identifier: MIT
#include "explain/tools/tool.h"

#include <algorithm>

#include "chain/noted.h"
#include "explain/tools/all_tools.h"
#include "sql/script.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::explain {

std::unique_ptr<Tool> tool_of(const verify::Options& options, source::ChainDatabase& scratch) {
  const std::string& format = scratch.format();
  const chain::Chain& chain = scratch.chain();
  if (format == "alembic") return alembic_tool(options, chain);
  if (format == "golang-migrate") return golang_migrate_tool(options, chain);
  if (format == "flyway") return flyway_tool(options, chain);
  return row_tool(options, scratch);
}

std::string with_psql(const std::string& sql) {
  return "psql -X \"$DATABASE_URL\" -v ON_ERROR_STOP=1 <<'SQL'\n" + sql + "\nSQL";
}

std::string psql_statements(const std::vector<std::string>& statements) {
  const std::string sql = join(statements, ";\n") + ";";
  return with_psql(statements.size() == 1 ? sql : "BEGIN;\n" + sql + "\nCOMMIT;");
}

RowChanges row_changes(const std::string& format, const chain::Chain& chain,
                       const preflight::NotedRevisions& rows,
                       const std::vector<std::size_t>& wanted) {
  RowChanges changes;
  for (const std::size_t index : wanted) {
    const bool is_noted = contains(rows.applied.positions, index);
    if (!is_noted && !chain.revisions()[index].is_repeatable) changes.missing.push_back(index);
  }
  for (const std::size_t index : rows.applied.positions) {
    if (!contains(wanted, index))
      changes.surplus.push_back(chain::noted_version(format, chain.revisions()[index]));
  }
  changes.surplus.insert(changes.surplus.end(), rows.failed.begin(), rows.failed.end());
  changes.surplus.insert(changes.surplus.end(), rows.unknown.begin(), rows.unknown.end());
  return changes;
}

std::string version_list(const std::vector<std::string>& versions, bool are_numbers) {
  std::vector<std::string> texts;
  for (const auto& version : versions) {
    const auto digit = version.find_first_not_of('0');
    texts.push_back(!are_numbers                 ? sql::quote_literal(version)
                    : digit == std::string::npos ? "0"
                                                 : version.substr(digit));
  }
  return join(texts, ", ");
}

}  // namespace pgstair::explain
