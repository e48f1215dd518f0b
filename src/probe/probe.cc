// SPDX-License-Identifier: MIT
#include "probe/probe.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include "probe/domain_targets.h"
#include "probe/table_targets.h"
#include "probe/verdict.h"
#include "seed/evaluation.h"
#include "seed/seed.h"

namespace pgstair::probe {

namespace {

constexpr std::uint64_t rows_to_try_on = 12;
constexpr std::size_t spare_rows = 4;

bool is_left_alone(const Laboratory& laboratory, const seed::Table& table) {
  const auto& [seed, leave_alone, is_anothers] = laboratory.options;
  return (leave_alone && !leave_alone(table.schema, table.name).empty()) ||
         (is_anothers && is_anothers(table.schema, table.name));
}

std::set<seed::Oid> oids(postgres::Session& session, const std::string& query) {
  std::set<seed::Oid> result;
  const auto rows = session.execute(query);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    result.insert(static_cast<seed::Oid>(std::stoul(rows.text(row, 0))));
  }
  return result;
}

/// A partitioned table takes no row before it has a partition, as when a program creates one a day.
void give_partitions(postgres::Session& session) {
  session.execute(
      "DO $pgstair$ DECLARE t record; BEGIN LOOP "
      "SELECT c.oid, c.oid::regclass AS name, n.nspname, p.partstrat INTO t FROM pg_class c "
      "JOIN pg_namespace n ON n.oid = c.relnamespace "
      "JOIN pg_partitioned_table p ON p.partrelid = c.oid "
      "WHERE NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid) LIMIT 1; "
      "EXIT WHEN t IS NULL; "
      "EXECUTE format('CREATE TABLE %I.%I PARTITION OF %s %s', t.nspname, "
      "'pgstair_partition_' || t.oid, t.name, CASE t.partstrat WHEN 'h' "
      "THEN 'FOR VALUES WITH (MODULUS 1, REMAINDER 0)' ELSE 'DEFAULT' END); "
      "END LOOP; END $pgstair$");
}

std::vector<Target> all_targets(const Laboratory& laboratory) {
  std::vector<Target> targets;
  const auto add = [&](std::vector<Target> more) {
    std::ranges::move(more, std::back_inserter(targets));
  };
  for (const auto& table : laboratory.schema().tables) {
    if (table.partition_root != 0 || table.foreign) continue;
    if (is_left_alone(laboratory, table)) continue;
    const Specimen specimen(laboratory, table);
    add(column_targets(specimen, laboratory));
    add(check_targets(specimen, laboratory));
    add(key_targets(specimen, laboratory));
    add(reference_targets(specimen, laboratory));
    add(partition_targets(specimen, laboratory));
    if (laboratory.with_policies.contains(table.oid)) add(policy_targets(specimen, laboratory));
    if (laboratory.with_checked_views.contains(table.oid)) add(view_targets(specimen, laboratory));
  }
  add(domain_targets(laboratory));
  return targets;
}

using UseResult = std::function<void(std::size_t index, Result result)>;

/// What shared a drop proves a constraint if all went as expected, and says nothing if not: then it
/// is tried once more by itself.
void try_alone(const std::string& conninfo, const std::vector<Target>& targets,
               const std::vector<std::size_t>& tried, std::vector<Trial>& trials,
               std::vector<TrialOutcome>& outcomes) {
  std::vector<std::size_t> places;
  std::vector<Trial> again;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    if (!trials[i].may_share()) continue;
    const bool clean =
        outcomes[i].without && is_settled(judge(targets[tried[i]], trials[i], outcomes[i]));
    if (clean) continue;
    trials[i].action.clear();
    places.push_back(i);
    again.push_back(trials[i]);
  }
  auto more = run_trials(conninfo, again);
  for (std::size_t i = 0; i < places.size(); ++i) outcomes[places[i]] = std::move(more[i]);
}

/// The first trials of all targets in one go, then the second ones of those that are not settled …
void run_in_rounds(const std::string& conninfo, const std::vector<Target>& targets,
                   std::vector<std::size_t> open, bool triggers_off, const UseResult& use,
                   const std::function<bool(std::size_t)>& settled) {
  for (std::size_t round = 0; !open.empty(); ++round) {
    std::erase_if(open, [&](std::size_t index) {
      return settled(index) || targets[index].trials.size() <= round;
    });
    std::vector<Trial> trials;
    for (const std::size_t index : open) {
      trials.push_back(targets[index].trials[round]);
      if (triggers_off) {
        std::string& before = trials.back().before;
        before = targets[index].disable_triggers + (before.empty() ? "" : "; ") + before;
      }
    }
    auto outcomes = run_trials(conninfo, trials);
    try_alone(conninfo, targets, open, trials, outcomes);
    for (std::size_t i = 0; i < open.size(); ++i) {
      use(open[i], judge(targets[open[i]], trials[i], outcomes[i]));
    }
  }
}

bool forestalled_by_triggers(const Target& target, const Result& result) {
  return result.verdict == Verdict::not_reached && !target.disable_triggers.empty() &&
         !target.trials.empty();
}

std::vector<Result> settle(const std::string& conninfo, const std::vector<Target>& targets) {
  std::vector<Result> results;
  std::vector<std::size_t> all;
  for (const auto& target : targets) {
    all.push_back(results.size());
    results.push_back(not_tried(target));
  }
  run_in_rounds(
      conninfo, targets, all, false,
      [&](std::size_t index, Result result) {
        // What says most stays: enforced once is enforced.
        Result& best = results[index];
        if (best.statement.empty() || result.verdict < best.verdict) best = std::move(result);
      },
      [&](std::size_t index) { return is_settled(results[index]); });

  std::vector<std::size_t> again;
  for (const std::size_t index : all) {
    if (forestalled_by_triggers(targets[index], results[index])) again.push_back(index);
  }
  run_in_rounds(
      conninfo, targets, again, true,
      [&](std::size_t index, Result result) {
        if (results[index].verdict != Verdict::not_reached) return;
        results[index] = forestalled(targets[index], results[index], std::move(result));
      },
      [&](std::size_t index) { return results[index].verdict != Verdict::not_reached; });
  return results;
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::enforced:
      return "enforced";
    case Verdict::implied:
      return "implied";
    case Verdict::shadowed:
      return "shadowed";
    case Verdict::not_validated:
      return "not validated";
    case Verdict::not_enforced:
      return "not enforced";
    case Verdict::not_reached:
      break;
  }
  return "not reached";
}

std::vector<Result> probe(const std::string& conninfo, const Options& options) {
  seed::Options filling;
  filling.settings.seed = options.seed;
  filling.settings.rows = rows_to_try_on;
  filling.leave_alone = options.leave_alone;
  postgres::Session session(conninfo);
  session.execute("BEGIN");
  give_partitions(session);
  const auto specimens = seed::fill_with_spares(session, filling, spare_rows);
  const seed::ValueMaker maker(specimens.schema, specimens.pools);
  seed::create_helpers(session);
  const HeldRows held_rows(session, specimens.schema);
  const Laboratory laboratory{
      session,
      specimens,
      maker,
      options,
      held_rows,
      oids(session, "SELECT DISTINCT polrelid FROM pg_policy"),
      oids(session,
           "SELECT DISTINCT d.refobjid FROM pg_class v JOIN pg_rewrite r ON r.ev_class = v.oid "
           "JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid "
           "AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> v.oid "
           "WHERE v.relkind = 'v' AND v.reloptions::text LIKE '%check\\_option%'")};
  const auto targets = all_targets(laboratory);
  seed::drop_helpers(session);
  session.execute("COMMIT");
  return settle(conninfo, targets);
}

}  // namespace pgstair::probe
