// SPDX-License-Identifier: MIT
#include "rows/revision_rehearsal.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "rows/concerned_tables.h"
#include "rows/extreme_values.h"
#include "rows/named_values.h"
#include "rows/refused_one_by_one.h"
#include "rows/reread_values.h"
#include "rows/row_failure.h"
#include "rows/row_requirement.h"
#include "rows/seeding.h"
#include "rows/set_aside.h"
#include "rows/time_zones.h"
#include "rows/value_changes.h"
#include "rows/values.h"
#include "rows/violating_rows.h"
#include "rows/write_attempts.h"
#include "walk/column_sequences.h"

namespace pgstair::rows {

namespace {

using chain::Direction;
using walk::RowFailure;
using walk::RowsRecord;
using walk::StepFailure;

/// What is known of the revision that is rehearsed, and what became of it so far.
struct State {
  Sandbox& sandbox;
  const Rehearsed& rehearsed;
  const RowsOptions& options;
  RehearsalMemory& memory;
  seed::Schema before = {};
  seed::Schema after = {};
  std::vector<RowRequirement> of_upgrade = {};    ///< what it newly requires
  std::vector<RowRequirement> of_downgrade = {};  ///< what its downgrade requires again
  Tables concerned = {};
  std::vector<CodedTable> endangered = {};  ///< those whose writes it may keep from working
  SavedState seeded = {};                   ///< right before the upgrade that passed
  std::vector<TableValues> v0 = {};
  std::string day = {};        ///< of the rehearsal, as the scripts see it
  bool is_each_asked = false;  ///< of the requirements, whether it refuses rows
  RowsRecord record = {};
};

seed::Schema read_schema(State& state) {
  seed::Schema schema;
  state.sandbox.with_session([&](auto& session) { schema = state.memory.schemas->read(session); });
  return schema;
}

Tables concerned(const State& state) {
  const Reach& reach = state.rehearsed.reach;
  Tables tables = concerned_tables(state.rehearsed.statements, state.before, state.after);
  for (const auto& table : state.before.tables) {
    if (reach.all || reach.tables.contains(table.oid)) tables.insert(table.oid);
  }
  return tables;
}

/// Nothing where the revision cannot change what code comes to.
std::vector<CodedTable> read_code(State& state) {
  std::vector<CodedTable> code;
  if (state.rehearsed.at_stake.none() && !state.rehearsed.statements.is_code()) return code;
  state.sandbox.with_session([&](auto& session) { code = read_write_code(session); });
  return code;
}

/// Runs the upgrade without rows, to learn what the revision requires of them both ways. False if
/// that fails: then it is not for the rows, and the walk tells it.
bool learn_requirements(State& state) {
  const SavedState empty = state.sandbox.save();
  state.before = read_schema(state);
  const auto code_before = read_code(state);
  if (!state.sandbox.run(Direction::up).ok()) {
    state.record.not_run = "the upgrade fails on empty tables";
    return false;
  }
  state.after = read_schema(state);
  state.sandbox.with_session([&](auto& session) {
    state.of_upgrade = find_row_requirements(session, state.before, state.after);
  });
  state.endangered = find_endangered(
      {state.before, state.after, code_before, read_code(state), state.rehearsed.at_stake});
  state.sandbox.restore(empty);
  state.concerned = concerned(state);
  std::erase_if(state.concerned,
                [&](seed::Oid oid) { return is_version_table(*state.before.table(oid)); });
  state.sandbox.with_session([&](auto& session) {
    state.of_downgrade = find_row_requirements(session, state.after, state.before);
  });
  return true;
}

/// Whether the scripts do anything that could fail on rows, or change them.
bool rows_may_matter(const State& state) {
  return !state.of_upgrade.empty() || !state.of_downgrade.empty() ||
         changes_columns(state.before, state.after) || state.rehearsed.statements.may_touch_rows();
}

/// Whether a downgrade could fail on rows, or have them changed. Not where nothing but definitions
/// come and go, no column among them, and none requires anything once it is gone.
bool way_back_may_matter(const State& state) {
  return !state.of_downgrade.empty() || changes_columns(state.before, state.after) ||
         changes_columns(state.after, state.before) || state.rehearsed.statements.may_touch_rows();
}

/// States with fewer and fewer unusual rows, the last one first to go to.
using Retreats = std::vector<SavedState>;

/// Where the tables take any. Without them there is no state of its own.
void add_extreme_values(State& state, Retreats& retreats) {
  const seed::Schema schema = with_tables(state.before, state.concerned);
  if (!may_take_extreme_values(schema)) return;
  SavedState without = state.sandbox.save();
  std::size_t given = 0;
  state.sandbox.with_session([&](auto& session) { given = give_extreme_values(session, schema); });
  if (given != 0) retreats.push_back(std::move(without));
}

/// Asks of each requirement whether it refuses rows, where one upgrade would not tell. The rows are
/// as before afterwards.
void ask_one_by_one(State& state, const seed::Schema& schema) {
  if (!needs_asking_one_by_one(state.of_upgrade)) return;
  const SavedState plain = state.sandbox.save();
  state.sandbox.with_session([&](auto& session) {
    give_named_values(session, schema, state.rehearsed.statements.compared(Direction::up));
  });
  if (auto refused = refused_one_by_one(state.sandbox, state.of_upgrade, state.before, state.after,
                                        state.concerned)) {
    state.record.upgrade = std::move(*refused);
    state.is_each_asked = true;
  }
  state.sandbox.restore(plain);
}

/// Fills the tables: half of the rows plain, half edge cases, and for each requirement one that
/// violates it; then come extreme values. Returns the states with the plain rows alone, and without
/// the extremes.
Retreats seed_before(State& state) {
  Tables filled = state.concerned;
  for (const auto& table : state.endangered) filled.insert(table.table);
  const seed::Schema schema = only(state.before, filled);
  const auto fill = [&](auto& session, std::uint64_t rows, seed::Style style) {
    return seed::fill(session,
                      filling_before({state.options.seed, rows, style}, state.concerned, schema,
                                     state.memory.fills),
                      schema);
  };
  const std::uint64_t edge_cases = state.options.rows / 2;
  state.sandbox.with_session(
      [&](auto& session) { fill(session, state.options.rows - edge_cases, seed::Style::plain); });
  ask_one_by_one(state, schema);
  Retreats retreats{state.sandbox.save()};
  state.sandbox.with_session([&](auto& session) {
    const auto report =
        fill(session, std::max<std::uint64_t>(edge_cases, 1), seed::Style::edge_cases);
    give_named_values(session, schema, state.rehearsed.statements.compared(Direction::up));
    for (auto& requirement : state.of_upgrade) violate(session, requirement);
    note_what_is_not_seeded(report, only(state.before, state.concerned), state.record);
  });
  add_extreme_values(state, retreats);
  return retreats;
}

/// What the server may have refused a row for. A value that is none of a type is told without its
/// column, so only columns that are known to refuse one are blamed for it.
std::vector<RowRequirement> blamable(const State& state) {
  std::vector<RowRequirement> result;
  for (const auto& requirement : state.of_upgrade) {
    const bool is_vague = requirement.kind == RowRequirement::Kind::type;
    if (!is_vague || !state.is_each_asked || is_told(state.record.upgrade, requirement.object))
      result.push_back(requirement);
  }
  return result;
}

/// Goes to where the upgrade does not fail as it does, although nobody knows for which rows: to
/// fewer unusual ones, of `retreats`, and then to what is left when the statement's are set aside.
bool retreat(State& state, const StepFailure& failure, Retreats& retreats) {
  if (retreats.empty()) return set_aside(state.sandbox, failure, state.before, state.concerned);
  state.sandbox.restore(retreats.back());
  retreats.pop_back();
  if (retreats.empty() && !state.is_each_asked) {
    state.sandbox.with_session([&](auto& session) {
      for (auto& requirement : state.of_upgrade) violate(session, requirement);
    });
  }
  return true;
}

/// Up, without the rows that do not let it; false if that is not to be had. `retreats`: where to go
/// to, if nobody knows which rows it was.
bool upgrade(State& state, Retreats retreats) {
  auto& failures = state.record.upgrade;
  const auto requirements = blamable(state);
  SavedState seeded = state.sandbox.save();
  const std::size_t most_tries = 2 * state.of_upgrade.size() + 5;
  for (std::size_t tries = 0; tries < most_tries; ++tries) {
    state.sandbox.with_session([&](auto& session) {
      state.v0 = read_values(session, with_tables(state.before, state.concerned));
      state.day = session.execute("SELECT (now() AT TIME ZONE 'UTC')::date").text(0, 0);
    });
    walk::RowStatistics written_before;
    if (state.options.counts_written) written_before = state.sandbox.row_statistics();
    const auto outcome = state.sandbox.run(Direction::up);
    if (outcome.ok()) {
      if (state.options.counts_written) {
        state.record.written_tables =
            walk::written_between(written_before, state.sandbox.row_statistics());
      }
      state.seeded = std::move(seeded);
      return true;
    }
    state.sandbox.restore(seeded);
    if (state.sandbox.is_own_fault(outcome.failure->error)) {
      state.record.not_run =
          "in one transaction with the rows it fails: " + outcome.failure->error.message;
      return false;
    }
    RowFailure failure =
        explain(state.sandbox, *outcome.failure, requirements, state.before, state.after);
    const bool removed = failure.rows != 0;
    tell(std::move(failure), retreats.size() > 1, failures);
    if (!removed && !retreat(state, *outcome.failure, retreats)) return false;
    seeded = state.sandbox.save();
  }
  return false;
}

void note_failed_downgrade(State& state, const StepFailure& failure) {
  if (state.sandbox.is_own_fault(failure.error)) return;
  state.record.downgrade.push_back(
      explain(state.sandbox, failure, state.of_downgrade, state.after, state.before));
}

/// The second upgrade; what already kept the first one from running says nothing new.
void note_failed_reapply(State& state, const StepFailure& failure) {
  const bool told = std::ranges::any_of(state.record.upgrade, [&](const RowFailure& known) {
    return same_failure(known.failure, failure);
  });
  if (!told && !state.sandbox.is_own_fault(failure.error))
    state.record.reapply.push_back({.failure = failure});
}

/// Down and up again with rows that came after the upgrade. (The rows from before are judged
/// without them, for triggers that count rows would change those.)
void there_and_back_with_later_rows(State& state) {
  Tables still_there;
  for (const seed::Oid oid : state.concerned) {
    if (state.after.table(oid) != nullptr) still_there.insert(oid);
  }
  if (state.options.rows != 0) {
    const seed::Schema schema = only(state.after, still_there);
    const std::uint64_t more = std::max<std::uint64_t>(state.options.rows / 5, 1);
    const auto options =
        filling_later({state.options.seed, more, seed::Style::edge_cases}, still_there,
                      only(state.before, state.concerned), schema, state.memory.fills);
    state.sandbox.with_session([&](auto& session) {
      seed::fill(session, options, schema);
      give_named_values(session, schema, state.rehearsed.statements.compared(Direction::down));
      for (auto& requirement : state.of_downgrade) violate(session, requirement);
    });
  }
  const SavedState with_later_rows = state.sandbox.save();
  std::vector<TableValues> v1;
  state.sandbox.with_session(
      [&](auto& session) { v1 = read_values(session, with_tables(state.after, still_there)); });
  const auto down = state.sandbox.run(Direction::down);
  if (!down.ok()) {
    state.sandbox.restore(with_later_rows);
    return note_failed_downgrade(state, *down.failure);
  }
  std::vector<TableValues> between;
  if (state.rehearsed.statements.upgrade_may_remove_rows())
    between = read_with_later_names(state.sandbox, *state.memory.schemas,
                                    with_tables(state.before, still_there), state.after);
  const auto up = state.sandbox.run(Direction::up);
  if (!up.ok()) return note_failed_reapply(state, *up.failure);
  const auto v3 = read_again(state.sandbox, *state.memory.schemas, v1, state.after);
  add_changes_by_reapply({state.before, state.after}, v1, between, v3, state.day,
                         state.record.values);
}

/// Of a script in code nobody knows what it writes itself.
void mark_kept_by_triggers(State& state, const SavedState& upgraded) {
  const RevisionStatements& statements = state.rehearsed.statements;
  if (state.record.values.empty() || statements.is_code()) return;
  state.sandbox.restore(upgraded);
  std::vector<CodedTable> code;
  state.sandbox.with_session([&](auto& session) { code = read_write_code(session); });
  mark_kept_by_triggers(code, state.before, statements, state.record.values);
}

/// Down with the rows from before alone: they must be what they were.
void there_and_back(State& state) {
  const SavedState upgraded = state.sandbox.save();
  const auto outcome = state.sandbox.run(Direction::down);
  if (!outcome.ok()) {
    state.sandbox.restore(upgraded);
    return note_failed_downgrade(state, *outcome.failure);
  }
  const auto v2 = read_again(state.sandbox, *state.memory.schemas, state.v0, state.before);
  state.record.values = changes_by_round_trip({state.before, state.after}, state.v0, v2, state.day);
  state.sandbox.restore(upgraded);
  there_and_back_with_later_rows(state);
  mark_kept_by_triggers(state, upgraded);
}

/// Writes to the endangered tables, as they are in `schema`.
std::vector<WriteAttempts> attempted_writes(State& state, const seed::Schema& schema) {
  std::vector<WriteAttempts> attempts;
  if (state.endangered.empty()) return attempts;
  state.sandbox.with_session(
      [&](auto& session) { attempts = try_writes(session, schema, state.endangered); });
  return attempts;
}

/// Which of the writes that failed after the upgrade did not before it. The last step of all: it
/// goes back to before the upgrade.
void judge_writes(State& state, const std::vector<WriteAttempts>& after) {
  if (!any_fails(after)) return;
  state.sandbox.restore(state.seeded);
  const auto before = attempted_writes(state, state.before);
  state.record.writes = newly_failing(before, after, state.after);
}

void look_at_time_zones(State& state, bool rows_matter) {
  const chain::Revision& revision = state.rehearsed.revision;
  const ZonedRehearsal rehearsal{state.rehearsed.statements, state.before, state.after,
                                 state.concerned, revision.down && !revision.irreversible};
  if (!rows_matter || !may_depend_on_time_zone(rehearsal)) return;
  state.record.zones =
      find_zone_changes(state.sandbox, state.seeded, rehearsal, *state.memory.schemas);
}

/// The sequences behind their column, of the tables that the scripts name.
std::vector<walk::ColumnSequence> sequences_behind(State& state) {
  std::vector<walk::ColumnSequence> behind;
  const RevisionStatements& statements = state.rehearsed.statements;
  if (!statements.may_touch_rows()) return behind;
  state.sandbox.with_session([&](auto& session) {
    behind = walk::find_sequences_behind(session, [&](const walk::ColumnSequence& sequence) {
      return statements.is_code() || statements.mention(sequence.table_name);
    });
  });
  return behind;
}

RowsRecord rehearse(Sandbox& sandbox, const Rehearsed& rehearsed, const RowsOptions& options,
                    RehearsalMemory& memory) {
  State state{.sandbox = sandbox, .rehearsed = rehearsed, .options = options, .memory = memory};
  if (!learn_requirements(state)) return std::move(state.record);
  const bool rows_matter = !state.concerned.empty() && rows_may_matter(state);
  if (!rows_matter) state.concerned.clear();
  if (!rows_matter && state.endangered.empty()) return std::move(state.record);
  Retreats retreats;
  if (options.rows != 0) retreats = seed_before(state);
  const auto behind = sequences_behind(state);
  if (!upgrade(state, std::move(retreats))) return std::move(state.record);
  const auto writes = attempted_writes(state, state.after);
  state.record.sequences_behind = walk::newly_behind(behind, sequences_behind(state));
  const chain::Revision& revision = rehearsed.revision;
  const bool is_reversible = revision.down && !revision.irreversible;
  if (rows_matter && is_reversible && way_back_may_matter(state)) there_and_back(state);
  judge_writes(state, writes);
  look_at_time_zones(state, rows_matter);
  return std::move(state.record);
}

}  // namespace

RowsRecord rehearse_revision(Sandbox& sandbox, const Rehearsed& rehearsed,
                             const RowsOptions& options, RehearsalMemory& memory) {
  try {
    return rehearse(sandbox, rehearsed, options, memory);
  } catch (const seed::ContradictingRows& refused) {
    RowsRecord nothing;
    nothing.not_run = std::string("its tables could not be filled: ") + refused.what();
    return nothing;
  }
}

}  // namespace pgstair::rows
