// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "catalog/snapshot.h"
#include "source/chain_database.h"
#include "walk/step.h"
#include "walk/table_rows.h"

namespace pgstair::squash {

/// A chain while it is applied to a database of its own, one revision after the other.
class AppliedChain {
 public:
  AppliedChain(postgres::ScratchDatabases& databases, const verify::Options& options);

  /// Applies the next revision; false if it failed, or cannot be run.
  bool advance();
  /// Applies all that are left; stops at a failure.
  void advance_to_head();

  const chain::Chain& chain() const { return database_.chain(); }
  const std::string& format() const { return database_.format(); }
  source::ChainDatabase& database() { return database_; }

  /// How many revisions are applied.
  std::size_t applied() const { return states_.size() - 1; }
  bool at_head() const { return applied() == chain().size(); }
  /// What there is after so many revisions. Requires: so many are applied.
  const catalog::Snapshot& state(std::size_t revisions) const { return states_[revisions]; }
  const catalog::Snapshot& head() const { return states_.back(); }
  /// What the tables hold then.
  const walk::TableRows& rows(std::size_t revisions) const { return rows_[revisions]; }

  /// Why the revision after state(applied()) was not applied; nothing if none failed.
  const std::optional<walk::StepFailure>& failure() const { return failure_; }
  const std::string& not_runnable() const { return not_runnable_; }

 private:
  source::ChainDatabase database_;
  std::vector<catalog::Snapshot> states_;  ///< from base on
  std::vector<walk::TableRows> rows_;      ///< likewise
  std::optional<walk::StepFailure> failure_;
  std::string not_runnable_;
};

}  // namespace pgstair::squash
