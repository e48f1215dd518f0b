// SPDX-License-Identifier: MIT
#include "preflight/preflight.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "postgres/connection_string.h"
#include "preflight/applied_revisions.h"
#include "preflight/drift.h"
#include "preflight/dropped_rows.h"
#include "preflight/never_ran.h"
#include "preflight/real_database.h"
#include "preflight/sequences_behind.h"
#include "preflight/skipped_indexes.h"
#include "rows/rehearsal.h"
#include "source/chain_database.h"
#include "support/contains.h"
#include "support/text.h"
#include "walk/record.h"

namespace pgstair::preflight {

namespace {

using report::PreflightFact;
using Weight = PreflightFact::Weight;

report::PreflightQuestion question_of(const walk::RowFailure& failure, const std::string& id) {
  report::PreflightQuestion question;
  question.revision = id;
  question.object = failure.object;
  question.location = failure.failure.location;
  question.query = failure.query;
  question.sentence = failure.violation.empty() ? "rows are of some kind that the seeder made: " +
                                                      failure.failure.error.message
                                                : failure.violation;
  if (failure.query.empty())
    question.not_answered =
        failure.no_query.empty()
            ? "no query can tell it before the revision's own statements have run"
            : "there is no query: " + failure.no_query;
  return question;
}

/// Brings the scratch database to what the real one has; tells repeatables of which it has an
/// earlier text that nobody knows, if today's cannot stand where that one was.
void apply_recorded(source::ChainDatabase& scratch, const AppliedRevisions& applied,
                    report::Preflight& result) {
  for (const std::size_t index : applied.positions) {
    const bool may_differ =
        contains(applied.again, index) || contains(applied.perhaps_again, index);
    if (!may_differ) {
      scratch.upgrade(index);
      continue;
    }
    const auto outcome = scratch.walker().revisions.upgrade(index);
    if (outcome.ok()) continue;
    scratch.walker().checkpoints.start_over();
    const chain::Revision& revision = scratch.chain().revisions()[index];
    result.facts.push_back(
        {.weight = Weight::unknown,
         .kind = "repeatable-not-known",
         .revision = revision.id,
         .sentence = "the database has an earlier text of it, and today's does not run where that "
                     "one did (" +
                     to_string(outcome.failure->error) +
                     "): what follows was tried without what it made",
         .location = outcome.failure->location});
  }
}

/// Goes through the revisions that are pending, on the scratch database, with the looks at the real
/// one that each calls for.
class PendingRevisions {
 public:
  PendingRevisions(RealDatabase& real, source::ChainDatabase& scratch, Drift& drift,
                   const verify::Options& options, const PreflightOptions& preflight,
                   report::Preflight& result)
      : real_(real),
        scratch_(scratch),
        drift_(drift),
        preflight_(preflight),
        result_(result),
        rehearsal_(options.rows),
        sequences_(real),
        indexes_(real),
        recorded_(read_table_names(scratch.database().session())) {}

  void look_at(std::size_t index) {
    const chain::Revision& revision = scratch_.chain().revisions()[index];
    result_.pending.push_back(revision.id);
    if (const auto cause = blocked_by(index)) {
      result_.not_rehearsed.push_back(revision.id + ": " + *cause);
      blocked_.insert(index);
      return;
    }
    const catalog::Snapshot before = scratch_.database().snapshot();
    const bool tried = rehearse(index, before);
    const TableNames names = read_table_names(scratch_.database().session());
    scratch_.walker().revisions.mark_reverted(index);  // of a repeatable
    const bool applied = apply(index, before, tried);
    const auto change = catalog::diff(before, scratch_.database().snapshot());
    add(indexes_.skipped_by(revision));
    add(drift_.bearing_on(revision, change));
    if (!applied) return;
    for (auto& question : sequences_.questions(revision, change))
      result_.questions.push_back(std::move(question));
    add(dropped_rows(real_, preflight_.most_rows, revision.id, recorded_, names,
                     read_table_names(scratch_.database().session())));
  }

  void look_at_the_rest() {
    sequences_.look_at_the_rest(result_);
    indexes_.tell_the_rest(result_);
  }

 private:
  void add(std::vector<PreflightFact> facts) {
    std::ranges::move(facts, std::back_inserter(result_.facts));
  }

  /// Why it cannot be tried, if it builds on what could not be applied.
  std::optional<std::string> blocked_by(std::size_t index) const {
    for (const std::size_t parent : scratch_.chain().parents(index)) {
      if (blocked_.contains(parent))
        return scratch_.chain().revisions()[parent].id +
               ", which it builds on, could not be applied";
    }
    return std::nullopt;
  }

  /// Asks what the rehearsal gives to ask; returns whether there was one.
  bool rehearse(std::size_t index, const catalog::Snapshot& before) {
    const chain::Revision& revision = scratch_.chain().revisions()[index];
    walk::RevisionRecord record;
    record.revision = &revision;
    record.before = before;
    const auto rows = rehearsal_.rehearse(scratch_.walker(), index, record);
    for (const auto& failure : rows.upgrade) {
      auto question = question_of(failure, revision.id);
      if (!question.query.empty()) real_.answer(question);
      result_.questions.push_back(std::move(question));
    }
    for (const auto& table : rows.not_seeded) {
      result_.facts.push_back({.weight = Weight::unknown,
                               .kind = "not-seeded",
                               .revision = revision.id,
                               .object = table.substr(0, table.find(": ")),
                               .sentence = "there were no rows to try it on in " + table});
    }
    if (rows.not_run.empty()) {
      result_.rehearsed.push_back(revision.id);
      return true;
    }
    not_run_ = rows.not_run;
    return false;
  }

  /// Applies it without rows; what fails so fails on the real database, too.
  bool apply(std::size_t index, const catalog::Snapshot& before, bool tried) {
    const chain::Revision& revision = scratch_.chain().revisions()[index];
    const bool runnable = revision.up && revision.not_runnable.empty();
    if (!runnable) {
      result_.not_rehearsed.push_back(revision.id + ": " + not_run_);
      blocked_.insert(index);
      return false;
    }
    const auto outcome = scratch_.walker().revisions.upgrade(index);
    if (outcome.ok()) {
      if (!tried) result_.not_rehearsed.push_back(revision.id + ": " + not_run_);
      return true;
    }
    scratch_.walker().checkpoints.restore(before);
    blocked_.insert(index);
    result_.facts.push_back({.weight = Weight::stops,
                             .kind = "upgrade-fails",
                             .revision = revision.id,
                             .sentence = "fails on a database that has what this one has: " +
                                         to_string(outcome.failure->error),
                             .location = outcome.failure->location});
    return false;
  }

  RealDatabase& real_;
  source::ChainDatabase& scratch_;
  Drift& drift_;
  const PreflightOptions& preflight_;
  report::Preflight& result_;
  rows::RowsRehearsal rehearsal_;
  SequencesBehind sequences_;
  InvalidIndexes indexes_;
  const TableNames recorded_;
  std::set<std::size_t> blocked_;
  std::string not_run_;
};

/// What came late, and repeatables of which nobody can tell whether they are applied again.
void tell_late(const chain::Chain& chain, const AppliedRevisions& applied,
               report::Preflight& result) {
  for (const std::size_t index : applied.late) {
    const chain::Revision& revision = chain.revisions()[index];
    result.facts.push_back({.weight = Weight::stops,
                            .kind = "late-revision",
                            .revision = revision.id,
                            .sentence = "comes before one that is applied, and is not applied "
                                        "itself: " +
                                        applied.of_late,
                            .location = {revision.file},
                            .advice = "give it a version after the last that is applied, or find "
                                      "out why it was left out"});
  }
  for (const std::size_t index : applied.perhaps_again) {
    result.facts.push_back(
        {.weight = Weight::told,
         .kind = "repeatable-with-placeholders",
         .revision = chain.revisions()[index].id,
         .sentence = "is taken to be applied again: its text has placeholders, whose values in "
                     "production decide"});
  }
}

}  // namespace

report::Preflight run(const verify::Options& options, const PreflightOptions& preflight,
                      postgres::ScratchDatabases& databases) {
  RealDatabase real(preflight);
  source::ChainDatabase scratch(databases, options);
  const chain::Chain& chain = scratch.chain();
  const AppliedRevisions applied = preflight.from.empty()
                                       ? read_applied(real.session(), chain, scratch.format())
                                       : applied_up_to(chain, preflight.from);
  report::Preflight result;
  result.database = postgres::without_password(preflight.url);
  result.applied = applied.source;
  result.rows_each = options.rows.rows;
  tell_late(chain, applied, result);
  apply_recorded(scratch, applied, result);
  Drift drift(preflight, options, databases, scratch.database().snapshot(),
              scratch.database().server_version());
  for (auto& fact : find_never_ran(options, databases, applied, drift))
    result.facts.push_back(std::move(fact));
  PendingRevisions pending(real, scratch, drift, options, preflight, result);
  for (std::size_t index = 0; index < chain.size(); ++index) {
    const bool again = contains(applied.again, index) || contains(applied.perhaps_again, index);
    if (again || !contains(applied.positions, index)) pending.look_at(index);
  }
  pending.look_at_the_rest();
  drift.tell_the_rest(result);
  return result;
}

}  // namespace pgstair::preflight
