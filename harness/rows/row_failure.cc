// SPDX-License-Identifier: MIT
#include "rows/row_failure.h"

#include <algorithm>
#include <string>
#include <utility>

#include "rows/statement_query.h"
#include "rows/violating_rows.h"
#include "sql/facts.h"

namespace pgstair::rows {

namespace {

using walk::RowFailure;
using walk::StepFailure;

/// Whether the statement makes the column that the requirement is about, so that no row has a value
/// of it.
bool adds_column(const std::string& statement, const RowRequirement& requirement) {
  return sql::facts(statement).added_columns.contains(requirement.column_after);
}

/// No requirement tells which rows it is: perhaps the statement does.
void ask_of_statement(Sandbox& sandbox, const seed::Schema& from, const seed::Schema& to,
                      RowFailure& failure) {
  sandbox.with_session([&](auto& session) {
    auto asked = query_before(session, failure.failure, from, to);
    failure.query = std::move(asked.query);
    failure.no_query = std::move(asked.none_for);
  });
}

/// The same one, or one about the same object.
bool is_known(const std::vector<RowFailure>& failures, const RowFailure& failure) {
  const bool has_object = !failure.object.empty() && is_told(failures, failure.object);
  return has_object || std::ranges::any_of(failures, [&](const RowFailure& known) {
           return same_failure(known.failure, failure.failure);
         });
}

}  // namespace

RowFailure explain(Sandbox& sandbox, const StepFailure& failure,
                   const std::vector<RowRequirement>& requirements, const seed::Schema& from,
                   const seed::Schema& to) {
  RowFailure result;
  result.failure = failure;
  for (const auto& requirement : requirements) {
    if (!is_refused_by(requirement, failure.error)) continue;
    RowRequirement asked = requirement;
    if (asked.kind == RowRequirement::Kind::not_null && asked.assignments.empty() &&
        adds_column(failure.statement, asked)) {
      asked.condition = "true";
    }
    std::uint64_t removed = 0;
    std::string example;
    sandbox.with_session([&](auto& session) {
      example = example_row(session, asked);
      removed = remove_violating_rows(session, from, asked);
    });
    const bool may_be_anothers_fault = requirement.kind == RowRequirement::Kind::type;
    if (removed == 0 && may_be_anothers_fault) continue;
    result.object = requirement.object;
    result.violation = requirement.sentence;
    result.query = removed == 0 ? "" : key_query(asked, 0);
    result.rows = removed;
    result.example = example;
    break;
  }
  if (result.object.empty()) ask_of_statement(sandbox, from, to, result);
  return result;
}

bool same_failure(const StepFailure& a, const StepFailure& b) {
  return a.statement == b.statement && a.error.sqlstate == b.error.sqlstate &&
         a.error.constraint == b.error.constraint;
}

bool is_told(const std::vector<RowFailure>& failures, const std::string& object) {
  return std::ranges::find(failures, object, &RowFailure::object) != failures.end();
}

void tell(RowFailure failure, bool with_extremes, std::vector<RowFailure>& failures) {
  failure.only_extremes = with_extremes && failure.object.empty();
  if (!is_known(failures, failure)) {
    failures.push_back(std::move(failure));
  } else if (!with_extremes) {
    for (auto& known : failures) {
      if (same_failure(known.failure, failure.failure)) known.only_extremes = false;
    }
  }
}

}  // namespace pgstair::rows
