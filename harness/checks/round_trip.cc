// SPDX-License-Identifier: MIT
#include "checks/round_trip.h"

#include <algorithm>
#include <set>

#include "catalog/describe.h"
#include "catalog/difference.h"
#include "checks/declared_losses.h"
#include "checks/findings.h"
#include "checks/frozen_times.h"
#include "checks/routine_layout.h"
#include "sql/facts.h"
#include "sql/row_changes.h"
#include "support/text.h"
#include "walk/version_tables.h"

namespace pgstair::checks {

namespace {

using catalog::Change;
using catalog::ChangeKind;
using report::Finding;

Location down_location(const chain::Revision& revision) {
  return revision.down_location.value_or(Location{revision.file});
}

Finding difference_finding(const Change& change, const chain::Revision& revision) {
  const std::string object = catalog::subject(change);
  const Location location = down_location(revision);
  switch (change.kind) {
    case ChangeKind::added:
      return finding("downgrade-leaves-residue", revision.id,
                     object + " is still there after the downgrade", location);
    case ChangeKind::dropped:
      return finding("downgrade-loses-object", revision.id,
                     object + " was there before the upgrade and is gone after the downgrade",
                     location);
    case ChangeKind::reordered:
      return finding("column-order-changed", revision.id,
                     "The columns of " + object + " have another order after the downgrade",
                     location);
    case ChangeKind::changed:
      break;
  }
  if (catalog::moves_only_a_sequence(change)) {
    return finding(
        "downgrade-moves-sequence", revision.id,
        object + " does not go on where it stood before the upgrade: " + changed_attributes(change),
        location);
  }
  return finding("downgrade-changes-object", revision.id,
                 object + " is not what it was before the upgrade: " + changed_attributes(change),
                 location);
}

/// A body with other blanks or comments does what it did.
void note_layout(Finding& found, const Change& change) {
  found.severity = report::Severity::note;
  found.message = catalog::subject(change) +
                  " has other blanks or comments in its body than before the upgrade";
  found.advice = "Nothing, if the text of a function is nothing to you.";
}

/// Whether a downgrade has nothing that could undo anything: no statement but SELECT, and DO
/// blocks, which raise a notice in such places. Of another runner's command only the result is
/// known.
bool attempts_nothing(const chain::Script& script) {
  const auto* sql = std::get_if<chain::SqlScript>(&script);
  if (sql == nullptr) return true;
  return std::ranges::all_of(sql->statements, [](const sql::Statement& statement) {
    const auto kind = sql::facts(statement.text).kind;
    return kind == sql::StatementKind::select || kind == sql::StatementKind::code_block;
  });
}

Finding stub_finding(const chain::Revision& revision, const catalog::Difference& undone) {
  std::vector<std::string> objects;
  for (const auto& change : undone) objects.push_back(catalog::to_string(change.identity));
  constexpr std::size_t most_named = 3;
  const std::size_t named = std::min(objects.size(), most_named);
  std::string names =
      join({objects.begin(), objects.begin() + static_cast<std::ptrdiff_t>(named)}, ", ");
  if (named < objects.size()) names += " and " + std::to_string(objects.size() - named) + " more";
  Finding result =
      finding("downgrade-stub", revision.id,
              "The downgrade does nothing, although the upgrade made or changed " + names,
              down_location(revision));
  result.evidence["objects"] = join(objects, "\n");
  if (!objects.empty()) result.object = objects.front();
  return result;
}

/// Whether an upgrade changes rows and nothing else, as far as its text tells. A code block or a
/// call may do anything.
bool changes_only_rows(const chain::SqlScript& upgrade) {
  const auto is_beside = [](sql::StatementKind kind) {
    using Kind = sql::StatementKind;
    return kind == Kind::select || kind == Kind::setting || kind == Kind::transaction ||
           kind == Kind::other;
  };
  bool writes = false;
  for (const auto& statement : upgrade.statements) {
    const auto facts = sql::facts(statement.text);
    const bool is_change = sql::changes_rows(facts);
    if (!is_change && !is_beside(facts.kind)) return false;
    writes |= is_change;
  }
  return writes;
}

/// Rows are no part of a catalog, so an empty downgrade below them looks like a whole one.
void report_left_rows(const chain::Revision& revision, std::vector<Finding>& findings) {
  const chain::SqlScript* up = chain::sql_of(revision.up);
  const chain::SqlScript* down = chain::sql_of(revision.down);
  if (up == nullptr || down == nullptr || !attempts_nothing(*revision.down)) return;
  if (!revision.losses.empty() || !changes_only_rows(*up)) return;
  findings.push_back(finding("downgrade-leaves-rows", revision.id,
                             "The downgrade does nothing, and the upgrade changed rows",
                             down_location(revision)));
}

bool exists(const catalog::Snapshot& snapshot, const std::string& declared) {
  return std::ranges::any_of(snapshot.roots(), [&](const catalog::Snapshot::Root& root) {
    return std::ranges::any_of(*root.objects, [&](const catalog::Object& object) {
      return covers(declared, object.identity);
    });
  });
}

/// Declared losses of what is there neither before nor after the upgrade. One that names what
/// exists may mean its rows, which the catalog does not know.
void report_unused_declarations(const walk::RevisionRecord& record,
                                std::vector<Finding>& findings) {
  for (const auto& loss : record.revision->losses) {
    if (exists(record.before, loss.object) || exists(record.up->after, loss.object)) continue;
    findings.push_back(finding("unused-declaration", record.revision->id,
                               "The declared loss of " + loss.object +
                                   " names nothing that is there before or after the upgrade",
                               loss.location));
  }
}

/// Takes out of `undone` what another revision had changed, on which this one does not build, and
/// what is now as it was before both: the downgrade cannot know of the other.
void excuse_branches(const walk::RevisionRecord& record, catalog::Difference& undone) {
  const auto is_excused = [&](const Change& change, const catalog::AttributeChange& attribute) {
    return std::ranges::any_of(record.contested, [&](const walk::Contested& contested) {
      return contested.identity == change.identity && contested.attribute == attribute.name &&
             contested.before == attribute.after && !walk::is_list(attribute.name);
    });
  };
  std::erase_if(undone, [&](Change& change) {
    if (change.kind != ChangeKind::changed) return false;
    std::erase_if(change.attributes,
                  [&](const auto& attribute) { return is_excused(change, attribute); });
    return change.attributes.empty();
  });
}

/// What S2 has that S0 had not, and the other way round; the objects go into `named`.
void compare_after_down(const walk::RevisionRecord& record, std::set<catalog::Identity>& named,
                        std::vector<Finding>& findings) {
  auto undone = walk::made_by_chain(record.down->difference, *record.revision);
  for (const auto& change : undone) named.insert(change.identity);
  excuse_branches(record, undone);
  catalog::leave_out_sequences_of_tables(undone);
  std::erase_if(
      undone, [&](const Change& change) { return is_declared(*record.revision, change.identity); });
  if (!undone.empty() && attempts_nothing(*record.revision->down) &&
      catalog::equal(record.up->after, record.down->after) &&
      !std::ranges::all_of(undone, catalog::moves_only_a_sequence)) {
    findings.push_back(stub_finding(*record.revision, undone));
    return;
  }
  for (const auto& change : undone) {
    findings.push_back(difference_finding(change, *record.revision));
    if (changes_only_layout(change, record.before)) note_layout(findings.back(), change);
    if (changes_only_times(change)) note_frozen_times(findings.back(), change);
    add_evidence(findings.back(), change);
  }
}

/// What S3 has that S1 had not; objects that the downgrade already got wrong are not named twice.
void compare_after_reapply(const walk::RevisionRecord& record,
                           const std::set<catalog::Identity>& named,
                           std::vector<Finding>& findings) {
  const chain::Revision& revision = *record.revision;
  for (const auto& change : walk::made_by_chain(record.reapply->difference, revision)) {
    if (named.contains(change.identity) || change.kind == ChangeKind::reordered ||
        catalog::moves_only_a_sequence(change) || is_declared(revision, change.identity)) {
      continue;
    }
    const std::string object = catalog::subject(change);
    const std::string what =
        change.kind == ChangeKind::added ? " appears only when the upgrade is applied again"
        : change.kind == ChangeKind::dropped
            ? " is missing when the upgrade is applied again"
            : " differs when the upgrade is applied again: " + changed_attributes(change);
    findings.push_back(finding("reapply-differs", revision.id, object + what, {revision.file}));
    if (changes_only_times(change)) note_frozen_times(findings.back(), change);
    add_evidence(findings.back(), change);
  }
}

Finding downgrade_failure(const chain::Revision& revision, const walk::StepFailure& failure) {
  if (failure.kind != walk::StepFailure::Kind::timeout)
    return failure_finding("downgrade-fails", revision.id, "The downgrade fails", failure);
  Finding result =
      failure_finding("script-times-out", revision.id, "The downgrade was stopped", failure);
  result.check = "round_trip";
  return result;
}

walk::CheckOutcome with_note(walk::CheckOutcome outcome, Finding note) {
  outcome.findings.push_back(std::move(note));
  return outcome;
}

}  // namespace

walk::CheckOutcome RoundTrip::judge(const walk::RevisionRecord& record) {
  const chain::Revision& revision = *record.revision;
  if (!record.up || !record.up->outcome.ok()) return not_checked(record.not_run);
  if (revision.irreversible) {
    return with_note(not_checked(record.not_run),
                     finding("irreversible", revision.id,
                             "Declared irreversible: " + *revision.irreversible, {revision.file}));
  }
  if (!record.down) {
    return with_note(not_checked(record.not_run),
                     finding("downgrade-missing", revision.id, "There is no downgrade",
                             down_location(revision)));
  }
  if (!record.down->outcome.ok()) {
    return judged({downgrade_failure(revision, *record.down->outcome.failure)});
  }
  std::vector<Finding> findings;
  std::set<catalog::Identity> named;
  compare_after_down(record, named, findings);
  report_unused_declarations(record, findings);
  report_left_rows(revision, findings);
  if (record.reapply && !record.reapply->outcome.ok()) {
    findings.push_back(failure_finding("reapply-fails", revision.id,
                                       "After the downgrade the upgrade cannot be applied again",
                                       *record.reapply->outcome.failure));
  } else if (record.reapply) {
    compare_after_reapply(record, named, findings);
  }
  return judged(std::move(findings));
}

}  // namespace pgstair::checks
