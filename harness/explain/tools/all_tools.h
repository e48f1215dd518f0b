// SPDX-License-Identifier: MIT
#pragma once

#include "explain/tools/tool.h"

/// One function a tool; only for tools/tool.cc.
namespace pgstair::explain {

std::unique_ptr<Tool> alembic_tool(const verify::Options& options, const chain::Chain& chain);
std::unique_ptr<Tool> golang_migrate_tool(const verify::Options& options,
                                          const chain::Chain& chain);
std::unique_ptr<Tool> flyway_tool(const verify::Options& options, const chain::Chain& chain);
/// The others, and plain files: rows that SQL can write. Throws UsageError for Liquibase, whose
/// rows nobody can write without its root changelog.
std::unique_ptr<Tool> row_tool(const verify::Options& options, source::ChainDatabase& scratch);

/// The versions, as the tool notes them, of revisions that are to be noted and are not, and of
/// those that are noted and not to be; the latter with what the chain does not know and what is
/// marked as failed.
struct RowChanges {
  std::vector<std::size_t> missing;
  std::vector<std::string> surplus;
  bool empty() const { return missing.empty() && surplus.empty(); }
};
RowChanges row_changes(const std::string& format, const chain::Chain& chain,
                       const preflight::NotedRevisions& rows,
                       const std::vector<std::size_t>& wanted);

/// "'0001', '0002'" or, where versions are numbers, "1, 2".
std::string version_list(const std::vector<std::string>& versions, bool are_numbers);

}  // namespace pgstair::explain
