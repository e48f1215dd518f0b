// SPDX-License-Identifier: MIT
#include "probe/probe.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include "probe/attempts/verdict.h"
#include "probe/constraints/all_probes.h"
#include "seed/seed.h"

namespace pgstair::probe {

namespace {

constexpr std::size_t worth_a_copy = 1000;  // constraints whose attempts take longer than to copy

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

seed::FilledDatabase fill(const std::string& conninfo, const Options& options) {
  seed::Options filling;
  filling.settings = settings_of(options);
  filling.leave_alone = options.leave_alone;
  if (options.jobs > 1) filling.fast->prefetch_conninfo = conninfo;
  postgres::Session session(conninfo);
  give_partitions(session);
  session.execute("BEGIN");
  auto database = seed::fill_for_more(session, filling);
  session.execute("COMMIT");
  return database;
}

using UseResult = std::function<void(std::size_t index, Result result)>;

/// What shared a drop proves a constraint if all went as expected, and says nothing if not: then it
/// is tried once more by itself.
void try_alone(const std::vector<std::string>& copies, const std::vector<ConstraintProbe>& probes,
               const std::vector<std::size_t>& tried, std::vector<Attempt>& attempts,
               std::vector<AttemptOutcome>& outcomes) {
  std::vector<std::size_t> places;
  std::vector<Attempt> again;
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    if (!attempts[i].in_group()) continue;
    const bool clean =
        outcomes[i].without && is_settled(judge(probes[tried[i]], attempts[i], outcomes[i]));
    if (clean) continue;
    attempts[i].drop_group.reset();
    places.push_back(i);
    again.push_back(attempts[i]);
  }
  auto more = run_attempts(copies, again);
  for (std::size_t i = 0; i < places.size(); ++i) outcomes[places[i]] = std::move(more[i]);
}

/// The first attempts of all probes in one go, then the second ones of those that are not settled …
void run_in_rounds(const std::vector<std::string>& copies,
                   const std::vector<ConstraintProbe>& probes, std::vector<std::size_t> open,
                   bool triggers_off, const UseResult& use,
                   const std::function<bool(std::size_t)>& settled) {
  for (std::size_t round = 0; !open.empty(); ++round) {
    std::erase_if(open, [&](std::size_t index) {
      return settled(index) || probes[index].attempts.size() <= round;
    });
    std::vector<Attempt> attempts;
    for (const std::size_t index : open) {
      attempts.push_back(probes[index].attempts[round]);
      if (triggers_off) {
        std::string& before = attempts.back().before;
        before = probes[index].disable_triggers + (before.empty() ? "" : "; ") + before;
      }
    }
    auto outcomes = run_attempts(copies, attempts);
    try_alone(copies, probes, open, attempts, outcomes);
    for (std::size_t i = 0; i < open.size(); ++i) {
      use(open[i], judge(probes[open[i]], attempts[i], outcomes[i]));
    }
  }
}

bool forestalled_by_triggers(const ConstraintProbe& probe, const Result& result) {
  return result.verdict == Verdict::not_reached && !probe.disable_triggers.empty() &&
         !probe.attempts.empty();
}

std::vector<Result> settle(const std::vector<std::string>& copies,
                           const std::vector<ConstraintProbe>& probes) {
  std::vector<Result> results;
  std::vector<std::size_t> all;
  for (const auto& probe : probes) {
    all.push_back(results.size());
    results.push_back(not_tried(probe));
  }
  run_in_rounds(
      copies, probes, all, false,
      [&](std::size_t index, Result result) {
        // What says most stays: enforced once is enforced.
        Result& best = results[index];
        if (best.statement.empty() || result.verdict < best.verdict) best = std::move(result);
      },
      [&](std::size_t index) { return is_settled(results[index]); });

  std::vector<std::size_t> again;
  for (const std::size_t index : all) {
    if (forestalled_by_triggers(probes[index], results[index])) again.push_back(index);
  }
  run_in_rounds(
      copies, probes, again, true,
      [&](std::size_t index, Result result) {
        if (results[index].verdict != Verdict::not_reached) return;
        results[index] = forestalled(probes[index], results[index], std::move(result));
      },
      [&](std::size_t index) { return results[index].verdict != Verdict::not_reached; });
  return results;
}

}  // namespace

std::vector<Result> probe(const std::string& conninfo, const Options& options) {
  const auto database = fill(conninfo, options);
  const auto probes = all_probes(conninfo, database, options);
  std::vector<std::unique_ptr<postgres::ScratchDatabase>> copies;
  std::vector<std::string> databases{conninfo};
  while (options.copy && databases.size() < options.jobs && probes.size() >= worth_a_copy) {
    copies.push_back(options.copy());
    databases.push_back(copies.back()->conninfo());
  }
  return settle(databases, probes);
}

}  // namespace pgstair::probe
