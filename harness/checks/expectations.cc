// SPDX-License-Identifier: MIT
#include "checks/expectations.h"

#include "checks/findings.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::checks {

namespace {

using Row = std::vector<std::optional<std::string>>;

/// One line a row; NULL as COPY writes it.
std::string shown(const std::vector<Row>& rows) {
  std::vector<std::string> all;
  for (const auto& row : rows) {
    std::vector<std::string> cells;
    for (const auto& cell : row) cells.push_back(cell.value_or("\\N"));
    all.push_back(join(cells, " | "));
  }
  return all.empty() ? "(no rows)" : join(all, "\n");
}

std::vector<Row> rows_of(const postgres::Rows& rows) {
  std::vector<Row> result;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    auto& cells = result.emplace_back();
    for (std::size_t column = 0; column < rows.columns; ++column)
      cells.emplace_back(rows.at(row, column));
  }
  return result;
}

void compare(const Expectation& expected, const postgres::StatementOutcome& answer,
             const std::string& revision, std::vector<report::Finding>& findings) {
  if (const auto* error = postgres::failure(answer)) {
    walk::StepFailure failure{walk::StepFailure::Kind::statement, expected.query, *error,
                              expected.location};
    findings.push_back(failure_finding("expectation-fails", revision,
                                       "The query of this expectation fails", failure));
    return;
  }
  const auto actual = rows_of(std::get<postgres::Done>(answer).rows);
  if (actual == expected.rows) return;
  findings.push_back(finding("expectation-fails", revision,
                             "The query returns other rows than expected", expected.location));
  findings.back().evidence["statement"] = expected.query;
  findings.back().evidence["before"] = shown(expected.rows);
  findings.back().evidence["after"] = shown(actual);
}

}  // namespace

walk::CheckOutcome Expectations::judge(const walk::RevisionRecord& record) {
  const std::string& revision = record.revision->id;
  if (!record.up || !record.up->outcome.ok()) return not_checked(record.not_run);
  std::vector<report::Finding> findings;
  if (record.fixture && !record.fixture->ok()) {
    findings.push_back(failure_finding("fixture-fails", revision,
                                       "The fixture of this revision does not load",
                                       *record.fixture->failure));
  }
  if (const auto expected = expected_.find(revision); expected != expected_.end()) {
    ensure(record.answers.size() == expected->second.size(), "every expectation was asked");
    for (std::size_t i = 0; i < record.answers.size(); ++i)
      compare(expected->second[i], record.answers[i], revision, findings);
  }
  return judged(std::move(findings));
}

}  // namespace pgstair::checks
