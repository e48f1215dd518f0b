// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chain/chain.h"
#include "chain/read.h"
#include "postgres/scratch_databases.h"
#include "verify/options.h"
#include "walk/walker.h"

namespace pgstair::source {

/// A database of its own that a chain's revisions are applied to, with no check between them.
class ChainDatabase {
 public:
  /// Reads the chain that `options` name and makes a database with its neighbours, at base.
  /// `make_source`: what its snapshots are read by; empty: by whole reads.
  ChainDatabase(postgres::ScratchDatabases& databases, const verify::Options& options,
                catalog::MakeSnapshotSource make_source = {});
  ChainDatabase(const ChainDatabase&) = delete;
  ChainDatabase& operator=(const ChainDatabase&) = delete;

  /// Applies the revision that `name` means (0042, head-1) and all that it builds on; call once.
  /// "heads" is the whole chain, and so is "head" where several are there on purpose. Returns the
  /// id, "base" or "heads". Throws UsageError with the place and the server's words if a
  /// revision cannot be applied.
  std::string upgrade_to(const std::string& name);

  /// What upgrade_to() would apply of a chain that is at base.
  struct Goal {
    std::string id;                      ///< "base" and "heads" among them
    std::vector<std::size_t> positions;  ///< ascending
  };
  Goal goal(const std::string& name) const;

  /// Applies the revision at this position; all that it builds on must be applied. Throws likewise.
  void upgrade(std::size_t index);

  const chain::Chain& chain() const { return chain_; }
  /// Why revisions of the files are none of the chain's (a cycle, a missing parent …), if there
  /// are.
  const std::optional<chain::Fault>& left_out() const { return left_out_; }
  /// What a baseline in the chain stands for.
  const std::vector<chain::Revision>& before_baseline() const { return before_baseline_; }
  const std::string& format() const { return format_; }
  walk::Walker& walker() { return walker_; }
  walk::WalkDatabase& database() { return walker_.database; }

 private:
  ChainDatabase(postgres::ScratchDatabases& databases, const verify::Options& options,
                catalog::MakeSnapshotSource make_source, chain::ReadResult read);

  std::string format_;
  bool several_heads_ = false;  ///< on purpose
  std::vector<chain::Revision> before_baseline_;
  std::optional<chain::Fault> left_out_;
  chain::Chain chain_;
  walk::Walker walker_;
};

}  // namespace pgstair::source
