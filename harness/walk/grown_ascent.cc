// SPDX-License-Identifier: MIT
#include "walk/grown_ascent.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sql/facts.h"
#include "walk/script_runner.h"
#include "walk/tentative_transaction.h"

namespace pgstair::walk {

namespace {

/// The upgrade's SQL if it can be rolled back.
const chain::SqlScript* rollable_upgrade(const chain::Revision& revision) {
  if (!revision.up || !rollable(*revision.up)) return nullptr;
  return std::get_if<chain::SqlScript>(&*revision.up);
}

/// Whether the script changes or drops what a view or a function may depend on.
bool may_meet_dependents(const chain::SqlScript& script) {
  return std::ranges::any_of(script.statements, [](const sql::Statement& statement) {
    using Kind = sql::StatementKind;
    const sql::Facts facts = sql::facts(statement.text);
    return facts.kind == Kind::alter_table || facts.kind == Kind::drop ||
           facts.kind == Kind::create_function || facts.kind == Kind::definition ||
           facts.kind == Kind::unknown || facts.runs_code;
  });
}

/// Applies those of the repeatables that can be applied by now, within the open transaction; gives
/// their ids.
std::vector<std::string> apply_repeatables(Walker& walker, TentativeTransaction& transaction,
                                           const std::vector<const chain::Revision*>& repeatables) {
  std::vector<std::string> applied;
  for (const chain::Revision* repeatable : repeatables) {
    const auto apply = [&] {
      return transaction.run_in_new_session(*rollable_upgrade(*repeatable)).ok();
    };
    if (keep_if(walker.database.session(), apply)) applied.push_back(repeatable->id);
  }
  return applied;
}

/// What becomes of a version where the repeatables are applied; nothing if it does not fail.
std::optional<GrownAscent::Failure> try_on_repeatables(
    Walker& walker, const chain::Revision& version,
    const std::vector<const chain::Revision*>& repeatables) {
  const chain::SqlScript* script = rollable_upgrade(version);
  if (script == nullptr || !may_meet_dependents(*script)) return std::nullopt;
  TentativeTransaction transaction(walker.database.scripts());
  auto applied = apply_repeatables(walker, transaction, repeatables);
  if (applied.empty()) return std::nullopt;
  StepOutcome outcome = transaction.run_in_new_session(*script);
  if (outcome.ok()) return std::nullopt;
  return GrownAscent::Failure{&version, std::move(applied), *std::move(outcome.failure)};
}

/// The same where a role of its own deploys, whose session cannot be rolled back: on a copy.
std::optional<GrownAscent::Failure> try_on_committed_repeatables(
    Walker& walker, const chain::Chain& chain, std::size_t version,
    const std::vector<const chain::Revision*>& repeatables) {
  const chain::Revision& revision = chain.revisions()[version];
  const chain::SqlScript* script = rollable_upgrade(revision);
  if (script == nullptr || !may_meet_dependents(*script)) return std::nullopt;
  const auto before = walker.checkpoints.save();
  std::vector<std::string> applied;
  for (const chain::Revision* repeatable : repeatables) {
    const auto index = static_cast<std::size_t>(repeatable - chain.revisions().data());
    if (walker.revisions.upgrade(index).ok()) applied.push_back(repeatable->id);
  }
  StepOutcome outcome;
  if (!applied.empty()) outcome = walker.revisions.upgrade(version);
  walker.checkpoints.bring_back(before);
  if (outcome.ok()) return std::nullopt;
  return GrownAscent::Failure{&revision, std::move(applied), *std::move(outcome.failure)};
}

bool has_version_after(const chain::Chain& chain, std::size_t index) {
  return index + 1 < chain.size() && !chain.revisions()[index + 1].is_repeatable;
}

/// Whether a version makes what a repeatable has made: so the repeatable has come later, in its
/// place.
bool makes_it_itself(const postgres::ServerError& error) {
  static const std::set<std::string> already_there{"42P06", "42P07", "42710", "42723"};
  return already_there.contains(error.sqlstate);
}

}  // namespace

void walk_grown_ascent(Walker& walker, const chain::Chain& chain, ChainRecord& record) {
  std::vector<const chain::Revision*> repeatables;
  for (const auto& revision : chain.revisions()) {
    if (revision.is_repeatable && rollable_upgrade(revision) != nullptr)
      repeatables.push_back(&revision);
  }
  if (repeatables.empty() || !has_version_after(chain, 0)) return;
  GrownAscent& ascent = record.grown.emplace();
  walker.checkpoints.go_to_base();
  for (const std::size_t index : record.applied) {
    const chain::Revision& revision = chain.revisions()[index];
    if (index > 0 && !revision.is_repeatable) {
      auto failure = walker.database.has_deployer()
                         ? try_on_committed_repeatables(walker, chain, index, repeatables)
                         : try_on_repeatables(walker, revision, repeatables);
      if (failure) {
        failure->is_last = !has_version_after(chain, index);
        if (failure->is_last || !makes_it_itself(failure->failure.error))
          ascent.failures.push_back(*std::move(failure));
      }
    }
    const StepOutcome outcome = walker.revisions.upgrade(index);
    if (outcome.ok()) continue;
    ascent.not_run = "the second time the upgrade of " + revision.id + " fails";
    return walker.checkpoints.start_over(record.applied);
  }
}

}  // namespace pgstair::walk
