// SPDX-License-Identifier: MIT
#include "checks/survival.h"

#include "checks/findings.h"
#include "support/text.h"

namespace pgstair::checks {

namespace {

using report::Finding;
using walk::RowFailure;

/// The function that failed, as the server tells it: "touch_org()"; empty if it tells none.
std::string function_in(const std::string& context) {
  return between(context, "function ", " line ");
}

/// Whether a function of the chain's has a name in its body that is not there: it fails for any
/// row, whatever the row holds.
bool is_about_name_in_function(const postgres::ServerError& error) {
  const std::string function = function_in(error.context);
  return error.sqlstate.starts_with("42") && !function.empty() && function != "inline_code_block";
}

/// The finding with what is known of the rows, so that a person can look for such ones.
Finding on_rows(std::string_view code, const std::string& revision, const std::string& script,
                const RowFailure& failure) {
  const std::string message = failure.violation.empty()
                                  ? script + " fails on rows that were legal before it"
                                  : script + " would fail if " + failure.violation;
  Finding result = failure_finding(code, revision, message, failure.failure);
  result.object = failure.object;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) result.evidence[name] = value;
  };
  add("query", failure.query);
  add("no_query", failure.no_query);
  add("row", failure.example);
  if (failure.only_extremes) {
    add("only_with", "values at the edge of numeric: NaN, infinity, or forty digits");
    result.severity = report::Severity::note;
  }
  if (failure.rows != 0) result.evidence["rows"] = std::to_string(failure.rows);
  return result;
}

/// Whether the statement adds a constraint of a kind that may be NOT VALID: there is no such UNIQUE
/// or NOT NULL.
bool may_be_not_valid(const walk::StepFailure& failure) {
  constexpr std::string_view check_violation = "23514";
  constexpr std::string_view foreign_key_violation = "23503";
  const auto& state = failure.error.sqlstate;
  return (state == check_violation || state == foreign_key_violation) &&
         lower(failure.statement).find("add ") != std::string::npos;
}

/// An upgrade that fails with a row is a warning: it depends on the row. Not where code fails that
/// the statement runs for each of them.
void mark_stale_code(const RowFailure& failure, Finding& result) {
  const auto& error = failure.failure.error;
  if (!is_about_name_in_function(error)) return;
  result.severity = report::Severity::error;
  result.advice = "Replace " + function_in(error.context) +
                  " (CREATE OR REPLACE FUNCTION, with the names as they are then) before the "
                  "statement, which fails as soon as there is a row for it.";
}

void judge_upgrade(const walk::RevisionRecord& record, std::vector<Finding>& findings) {
  for (const auto& failure : record.rows->upgrade) {
    findings.push_back(
        on_rows(failure.object.empty() ? "upgrade-fails-on-rows" : "constraint-fails-on-data",
                record.revision->id, "The upgrade", failure));
    if (may_be_not_valid(failure.failure))
      findings.back().advice +=
          " Or add it NOT VALID, and VALIDATE CONSTRAINT in a later revision, when they are "
          "mended.";
    mark_stale_code(failure, findings.back());
  }
}

Finding failing_writes(const walk::RevisionRecord& record, const walk::WriteFailure& failure) {
  const std::string function = function_in(failure.error.context);
  const bool some = failure.refused != failure.tried;
  const std::string message =
      "After the upgrade " + join(failure.verbs, " and ") + " of " + failure.table +
      (failure.verbs.size() == 1 ? " fails" : " fail") +
      (function.empty() ? "" : " in " + function) +
      (some ? " on " + std::to_string(failure.refused) + " of " + counted(failure.tried, "row")
            : "");
  Finding result = failure_finding("writes-fail-after-upgrade", record.revision->id, message,
                                   {.kind = walk::StepFailure::Kind::statement,
                                    .statement = failure.statement,
                                    .error = failure.error,
                                    .location = {record.revision->file}});
  result.object = "table " + failure.table;
  result.evidence["row"] = failure.row;
  return result;
}

Finding zone_finding(const walk::RevisionRecord& record, const walk::ZoneChange& zone) {
  const bool is_up = zone.direction == chain::Direction::up;
  const walk::ValueChange& change = zone.change;
  const std::string where =
      change.column.empty() ? change.table : change.table + "." + change.column;
  const std::string message = std::string(is_up ? "The upgrade" : "The downgrade") + " writes " +
                              (zone.of_clock ? "the present" : "other values") + " into " + where +
                              (zone.of_clock ? " as the session's TimeZone has it: "
                                             : " where the session has another TimeZone: ") +
                              std::to_string(change.rows) + " of " + counted(change.of, "row");
  const Location file{record.revision->file};
  Finding result = finding("depends-on-time-zone", record.revision->id, message,
                           is_up ? file : record.revision->down_location.value_or(file));
  result.object = (change.column.empty() ? "table " : "column ") + where;
  if (zone.of_clock) {
    result.severity = report::Severity::warning;
    result.advice =
        "Say in which zone it is meant: now() AT TIME ZONE 'UTC'. If every deployment has the same "
        "zone, give it to the chain: TimeZone in `[settings]` of `pgstair.toml`.";
  } else {
    result.evidence["example"] = change.example + " (" + zone.zone + " → UTC)";
  }
  return result;
}

/// Whether the step failed without rows, too, which the round trip tells.
bool failed_anyway(const std::optional<walk::StepRecord>& step) {
  return step && !step->outcome.ok();
}

}  // namespace

walk::CheckOutcome Survival::judge(const walk::RevisionRecord& record) {
  if (!record.rows) return not_checked(record.not_run);
  const walk::RowsRecord& rows = *record.rows;
  if (!rows.not_run.empty()) return not_checked(rows.not_run);
  std::vector<Finding> findings;
  judge_upgrade(record, findings);
  if (!failed_anyway(record.down)) {
    for (const auto& failure : rows.downgrade) {
      findings.push_back(
          on_rows("downgrade-fails-on-rows", record.revision->id, "The downgrade", failure));
    }
  }
  if (!failed_anyway(record.reapply)) {
    for (const auto& failure : rows.reapply) {
      findings.push_back(
          on_rows("reapply-fails-on-rows", record.revision->id, "The second upgrade", failure));
    }
  }
  for (const auto& zone : rows.zones) findings.push_back(zone_finding(record, zone));
  for (const auto& failure : rows.writes) findings.push_back(failing_writes(record, failure));
  if (!rows.not_seeded.empty()) {
    findings.push_back(finding(
        "rows-not-seeded", record.revision->id,
        counted(rows.not_seeded.size(), "table") + " of this revision had no rows to try it on",
        {record.revision->file}));
    findings.back().evidence["detail"] = join(rows.not_seeded, "\n");
  }
  return judged(std::move(findings));
}

}  // namespace pgstair::checks
