// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "chain/chain.h"
#include "preflight/applied_revisions.h"
#include "report/explanation.h"
#include "source/chain_database.h"
#include "verify/options.h"

namespace pgstair::explain {

/// What a person types to go on, with the chain's own tool; and SQL, where the tool has no command.
class Tool {
 public:
  virtual ~Tool() = default;

  /// What people call it: "Alembic", "dbmate".
  virtual std::string name() const = 0;

  /// Whether it keeps a version table at all; of plain files that is not known.
  virtual bool keeps_versions() const { return true; }

  /// Applies what is pending (positions, ascending). `is_late`: one of it comes before one that is
  /// applied.
  virtual std::vector<report::RecoveryStep> upgrade(const std::vector<std::size_t>& pending,
                                                    bool is_late) const = 0;

  /// Makes the version table say that exactly these revisions are applied, which with each have all
  /// that it builds on. `rows`: what it says now. Nothing if that is the same.
  virtual std::vector<report::RecoveryStep> stamp(const preflight::NotedRevisions& rows,
                                                  const std::vector<std::size_t>& wanted) const = 0;
};

/// The tool of the chain that `scratch` is for. Both must outlive it.
std::unique_ptr<Tool> tool_of(const verify::Options& options, source::ChainDatabase& scratch);

/// Hands SQL to psql, which stops at the first error.
std::string with_psql(const std::string& sql);
/// The same for statements without semicolons; several in one transaction.
std::string psql_statements(const std::vector<std::string>& statements);

}  // namespace pgstair::explain
