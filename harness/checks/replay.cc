// SPDX-License-Identifier: MIT
#include "checks/replay.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "checks/findings.h"
#include "checks/left_by_upgrade.h"
#include "checks/made_overloads.h"
#include "checks/needs_client.h"
#include "checks/written_renames.h"
#include "support/text.h"
#include "walk/missing.h"

namespace pgstair::checks {

namespace {

std::string_view code_of(walk::StepFailure::Kind kind) {
  switch (kind) {
    case walk::StepFailure::Kind::commit:
      return "commit-fails";
    case walk::StepFailure::Kind::needs_client:
      return "upgrade-needs-client";
    case walk::StepFailure::Kind::timeout:
      return "script-times-out";
    case walk::StepFailure::Kind::statement:
    case walk::StepFailure::Kind::command:
      break;
  }
  return "upgrade-fails";
}

std::string sentence_of(walk::StepFailure::Kind kind) {
  switch (kind) {
    case walk::StepFailure::Kind::commit:
      return "The upgrade fails at its COMMIT";
    case walk::StepFailure::Kind::needs_client:
      return "The upgrade can only be run by psql";
    case walk::StepFailure::Kind::timeout:
      return "The upgrade was stopped";
    case walk::StepFailure::Kind::statement:
    case walk::StepFailure::Kind::command:
      break;
  }
  return "The upgrade fails";
}

/// Whether the statement could not be right wherever it ran.
bool is_wrong_anywhere(const walk::StepFailure& failure) {
  constexpr std::string_view syntax_error = "42601";
  return failure.kind == walk::StepFailure::Kind::needs_client ||
         failure.error.sqlstate == syntax_error;
}

/// What stood in for a revision that fails.
std::string went_on(const walk::Missing& missing) {
  return "what builds on it was walked with " +
         (missing.applied == 0
              ? "nothing of it"
              : "what " + std::to_string(missing.applied) + " of its " +
                    counted(missing.applied + missing.lacking->statements.size(), "statement") +
                    " make");
}

}  // namespace

walk::CheckOutcome Replay::judge(const walk::RevisionRecord& record) {
  if (!record.revision->not_runnable.empty() || !record.up) return not_checked(record.not_run);
  if (record.up->outcome.ok()) {
    auto findings = needs_client(record, understood_);
    std::ranges::move(written_renames(record), std::back_inserter(findings));
    std::ranges::move(made_overloads(record), std::back_inserter(findings));
    std::ranges::move(left_by_upgrade(record), std::back_inserter(findings));
    return judged(std::move(findings));
  }
  const walk::StepFailure& failure = *record.up->outcome.failure;
  if (record.skipped_before != nullptr && !is_wrong_anywhere(failure)) {
    return not_checked("it builds on " + record.skipped_before->id +
                       ", which pgstair cannot run (" + record.skipped_before->not_runnable +
                       "), and fails without it: " + failure.error.message);
  }
  auto found = failure_finding(code_of(failure.kind), record.revision->id,
                               sentence_of(failure.kind), failure);
  if (record.went_on_without != nullptr)
    found.evidence["assumed"] = went_on(*record.went_on_without);
  return judged({std::move(found)});
}

}  // namespace pgstair::checks
