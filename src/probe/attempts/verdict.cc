// SPDX-License-Identifier: MIT
#include "probe/attempts/verdict.h"

#include <algorithm>

#include "support/text.h"

namespace pgstair::probe {

namespace {

bool is_expected(const ConstraintProbe& probe, const Answer& answer) {
  return std::ranges::count(probe.sqlstates, answer.sqlstate) != 0 &&
         (probe.constraint.empty() || probe.any_constraint ||
          answer.constraint == probe.constraint) &&
         (probe.column.empty() || answer.column == probe.column) &&
         (probe.datatype.empty() || answer.datatype == probe.datatype) &&
         answer.message.find(probe.message) != std::string::npos;
}

std::string named(const Answer& answer) {
  if (!answer.constraint.empty()) return answer.constraint;
  if (!answer.column.empty()) return "NOT NULL of " + answer.column;
  if (answer.sqlstate == "23514" && answer.message.find("partition") != std::string::npos) {
    return "the partitions' bounds";
  }
  return answer.sqlstate + ": " + answer.message.substr(0, answer.message.find('\n'));
}

/// SQLSTATE class 23: a constraint said no, and not a trigger or a type.
bool is_constraint(const Answer& answer) { return answer.sqlstate.starts_with("23"); }

Result accepted(const ConstraintProbe& probe, const Answer& answer, Result result) {
  if (answer.rows == 0 && probe.swallowed) {
    result.verdict = Verdict::not_enforced;
    result.reason = "a rule swallows the row without an error";
  } else if (answer.rows == 0 && probe.may_concern_none) {
    result.reason = "there is no row that it could concern";
  } else if (!probe.triggers.empty()) {
    result.reason = answer.rows == 0 ? "a trigger leaves the row out"
                                     : "a trigger changes the row before it is checked";
  } else if (!probe.uncertain.empty()) {
    result.reason = probe.uncertain;
  } else {
    result.verdict = Verdict::not_enforced;
    result.reason = answer.rows == 0 ? "the row vanishes without an error"
                                     : "a row that violates it was accepted";
  }
  return result;
}

Result with_verdict(Result result, Verdict verdict, std::string reason) {
  result.verdict = verdict;
  result.reason = std::move(reason);
  return result;
}

Result rejected_by_another(const Answer& first, const AttemptOutcome& outcome, Result result) {
  const bool gone_without = outcome.without && outcome.without->accepted;
  if (is_constraint(first) && !gone_without) {
    return with_verdict(std::move(result), Verdict::shadowed, named(first));
  }
  result.reason = named(first) + " is met first";
  return result;
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

Result not_tried(const ConstraintProbe& probe) {
  Result result{probe.table, probe.kind, probe.name, Verdict::not_reached, probe.obstacle, ""};
  if (probe.not_enforced.empty()) return result;
  return with_verdict(std::move(result), Verdict::not_enforced, probe.not_enforced);
}

Result judge(const ConstraintProbe& probe, const Attempt& attempt, const AttemptOutcome& outcome) {
  Result result = not_tried(probe);
  result.statement = attempt.statement;
  if (!outcome.unprepared.empty()) {
    result.reason = "the row that it is tried with cannot be had: " + outcome.unprepared;
    return result;
  }
  const Answer& first = outcome.first;
  if (first.accepted) return accepted(probe, first, std::move(result));
  if (!is_expected(probe, first)) return rejected_by_another(first, outcome, std::move(result));
  if (!probe.implied_by.empty()) {
    return with_verdict(std::move(result), Verdict::implied, probe.implied_by);
  }
  if (!outcome.without && !attempt.drop.empty()) {
    return with_verdict(std::move(result), Verdict::implied, outcome.drop_refused);
  }
  if (outcome.without && !outcome.without->accepted) {
    return with_verdict(std::move(result), Verdict::shadowed, named(*outcome.without));
  }
  if (probe.validated) return with_verdict(std::move(result), Verdict::enforced, "");
  return with_verdict(std::move(result), Verdict::not_validated,
                      "rows from before it may violate it");
}

bool is_settled(const Result& result) {
  return result.verdict == Verdict::enforced || result.verdict == Verdict::implied ||
         result.verdict == Verdict::not_validated;
}

Result forestalled(const ConstraintProbe& probe, const Result& with_triggers,
                   Result without_triggers) {
  if (without_triggers.verdict > Verdict::shadowed) return with_triggers;
  without_triggers.verdict = Verdict::shadowed;
  without_triggers.reason = "trigger " + join(probe.triggers, " or ") + ": " + with_triggers.reason;
  return without_triggers;
}

}  // namespace pgstair::probe
