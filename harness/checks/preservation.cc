// SPDX-License-Identifier: MIT
#include "checks/preservation.h"

#include "checks/declared_losses.h"
#include "checks/findings.h"
#include "support/text.h"

namespace pgstair::checks {

namespace {

using report::Finding;
using walk::ValueChange;
using Kind = ValueChange::Kind;

std::string object_of(const ValueChange& change) {
  return change.column.empty() ? "table " + change.table
                               : "column " + change.table + "." + change.column;
}

std::string so_many(const ValueChange& change) {
  return std::to_string(change.rows) + " of " + counted(change.of, "row");
}

std::string sentence_of(const ValueChange& change) {
  if (change.kind == Kind::dropped) {
    return "The upgrade drops the values of " + object_of(change) +
           ", and the downgrade cannot bring them back: " + so_many(change);
  }
  if (change.kind == Kind::rows_gone)
    return "Rows of " + change.table + " are gone after the round trip: " + so_many(change);
  if (change.kind == Kind::filled)
    return object_of(change) +
           " has values after the round trip where it had none: " + so_many(change);
  return object_of(change) + " has other values after the round trip: " + so_many(change);
}

bool is_expected(const chain::Revision& revision, const ValueChange& change) {
  const auto dot = change.table.find('.');
  const catalog::Identity table{"table", change.table.substr(0, dot), "",
                                change.table.substr(dot + 1)};
  const catalog::Identity column{"column", table.schema, change.table, change.column};
  return is_declared(revision, change.column.empty() ? table : column);
}

Finding loss(const chain::Revision& revision, const ValueChange& change) {
  const char* code =
      change.kind == Kind::dropped ? "downgrade-loses-values" : "round-trip-changes-values";
  Finding result = finding(code, revision.id, sentence_of(change),
                           revision.down_location.value_or(Location{revision.file}));
  if (change.kind == Kind::filled) result.severity = report::Severity::note;
  if (change.kept_by_trigger) {
    result.severity = report::Severity::note;
    result.message += "; a trigger keeps it";
  }
  result.object = object_of(change);
  result.evidence["rows"] = std::to_string(change.rows);
  if (!change.example.empty()) result.evidence["example"] = change.example;
  return result;
}

/// What is worth knowing of several columns, as one note.
void add_note(std::string_view code, const std::string& message,
              const std::vector<std::string>& columns, const chain::Revision& revision,
              std::vector<Finding>& findings) {
  if (columns.empty()) return;
  findings.push_back(finding(code, revision.id, message + join(columns, ", "),
                             revision.down_location.value_or(Location{revision.file})));
}

}  // namespace

walk::CheckOutcome Preservation::judge(const walk::RevisionRecord& record) {
  if (!record.rows) return not_checked(record.not_run);
  const chain::Revision& revision = *record.revision;
  if (!record.rows->not_run.empty()) return not_checked(record.rows->not_run);
  if (!revision.down || revision.irreversible) return not_checked("there is no way down");
  std::vector<Finding> findings;
  std::vector<std::string> touched;
  std::vector<std::string> introduced;
  for (const auto& change : record.rows->values) {
    const std::string name = change.table + (change.column.empty() ? "" : "." + change.column);
    if (change.kind == Kind::touched) {
      touched.push_back(name);
    } else if (change.kind == Kind::new_value) {
      introduced.push_back(name);
    } else if (!is_expected(revision, change)) {
      findings.push_back(loss(revision, change));
    }
  }
  add_note("round-trip-touches-times", "The round trip sets to the present: ", touched, revision,
           findings);
  add_note("downgrade-drops-new-values",
           "A downgrade loses what was written since the upgrade into ", introduced, revision,
           findings);
  return judged(std::move(findings));
}

}  // namespace pgstair::checks
