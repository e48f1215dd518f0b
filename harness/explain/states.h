// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "catalog/snapshot.h"
#include "source/chain_database.h"
#include "walk/step.h"
#include "walk/table_rows.h"

namespace pgstair::explain {

/// What the chain makes, revision by revision, in an order that a database may have had it.
struct ChainStates {
  std::vector<std::size_t> order;        ///< positions of revisions
  std::vector<catalog::Snapshot> after;  ///< after[i]: the first i of `order` are applied
  std::vector<walk::TableRows> rows;     ///< what tables hold then that were empty at base
  /// Why the one after the last state could not be applied.
  std::optional<walk::StepFailure> failure;
  std::string not_runnable;

  /// How many of `order` could be applied.
  std::size_t applied() const { return after.size() - 1; }
  bool is_whole() const { return applied() == order.size(); }
};

/// Applies them to `scratch`, which is at base, up to the first that cannot be applied.
ChainStates walk_states(source::ChainDatabase& scratch, std::vector<std::size_t> order);

/// A revision's upgrade, stopped after each of its statements.
struct PartialStates {
  chain::SqlScript script;
  std::vector<catalog::Snapshot> after;  ///< after[k]: k statements have run; [0] is before it
  /// Why the statement after the last state failed.
  std::optional<walk::StepFailure> failure;
};

/// Runs the first statements of `script`, then one more …, each time in a session of its own and
/// from the state in which the first `before` of the order are applied, as a deployment does that
/// stops there: what a transaction held open is lost.
PartialStates walk_statements(source::ChainDatabase& scratch, const ChainStates& states,
                              std::size_t before, chain::SqlScript script);

/// What the database becomes when `script` is run from the state after the first statements of
/// `partial`; nothing if it fails, and then why.
struct TriedScript {
  std::optional<catalog::Snapshot> after;
  std::optional<walk::StepFailure> failure;
};
TriedScript try_after(source::ChainDatabase& scratch, const ChainStates& states, std::size_t before,
                      const PartialStates& partial, std::size_t statements,
                      const chain::SqlScript& script);

/// The first statements of a script, and the others.
chain::SqlScript first_of(const chain::SqlScript& script, std::size_t statements);
chain::SqlScript rest_of(const chain::SqlScript& script, std::size_t statements);

}  // namespace pgstair::explain
