// SPDX-License-Identifier: MIT
#include "explain/states.h"

#include <utility>

#include "support/errors.h"

namespace pgstair::explain {

namespace {

using Steps = std::vector<std::size_t>;

Steps first_steps(const ChainStates& states, std::size_t count) {
  return {states.order.begin(), states.order.begin() + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace

chain::SqlScript first_of(const chain::SqlScript& script, std::size_t statements) {
  chain::SqlScript part = script;
  part.statements.resize(statements);
  return part;
}

chain::SqlScript rest_of(const chain::SqlScript& script, std::size_t statements) {
  chain::SqlScript part = script;
  part.statements.erase(part.statements.begin(),
                        part.statements.begin() + static_cast<std::ptrdiff_t>(statements));
  return part;
}

ChainStates walk_states(source::ChainDatabase& scratch, std::vector<std::size_t> order) {
  ChainStates states;
  states.order = std::move(order);
  const auto note = [&] {
    states.after.push_back(scratch.database().snapshot());
    states.rows.push_back(walk::read_table_rows(scratch.database().session()));
  };
  note();
  for (const std::size_t index : states.order) {
    const chain::Revision& revision = scratch.chain().revisions()[index];
    if (!revision.up || !revision.not_runnable.empty()) {
      states.not_runnable =
          revision.not_runnable.empty() ? "it has no upgrade" : revision.not_runnable;
      break;
    }
    auto outcome = scratch.walker().revisions.upgrade(index);
    if (!outcome.ok()) {
      states.failure = std::move(outcome.failure);
      break;
    }
    note();
  }
  return states;
}

PartialStates walk_statements(source::ChainDatabase& scratch, const ChainStates& states,
                              std::size_t before, chain::SqlScript script) {
  auto& walker = scratch.walker();
  walker.checkpoints.start_over(first_steps(states, before));
  const auto saved = walker.checkpoints.save();
  PartialStates partial;
  partial.script = std::move(script);
  partial.after.push_back(states.after[before]);
  for (std::size_t count = 1; count <= partial.script.statements.size(); ++count) {
    auto outcome = walker.database.run(first_of(partial.script, count));
    const bool failed = !outcome.ok();
    // What a script without a transaction did before the failure stays: that is a state too.
    if (!failed) partial.after.push_back(walker.database.snapshot());
    walker.checkpoints.bring_back(saved);
    if (!failed) continue;
    partial.failure = std::move(outcome.failure);
    break;
  }
  return partial;
}

TriedScript try_after(source::ChainDatabase& scratch, const ChainStates& states, std::size_t before,
                      const PartialStates& partial, std::size_t statements,
                      const chain::SqlScript& script) {
  auto& walker = scratch.walker();
  walker.checkpoints.start_over(first_steps(states, before));
  TriedScript tried;
  if (statements != 0) {
    const auto again = walker.database.run(first_of(partial.script, statements));
    ensure(again.ok(), "statements that ran before run again");
  }
  auto outcome = walker.database.run(script);
  if (outcome.ok()) {
    tried.after = walker.database.snapshot();
  } else {
    tried.failure = std::move(outcome.failure);
  }
  walker.checkpoints.start_over(first_steps(states, before));
  return tried;
}

}  // namespace pgstair::explain
