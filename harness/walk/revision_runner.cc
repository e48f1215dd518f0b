// SPDX-License-Identifier: MIT
#include "walk/revision_runner.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "support/contains.h"
#include "support/errors.h"

namespace pgstair::walk {

RevisionRunner::RevisionRunner(WalkDatabase& database, const chain::Chain& chain,
                               RevisionFixtures fixtures)
    : database_(&database), chain_(&chain), fixtures_(std::move(fixtures)) {}

StepOutcome RevisionRunner::upgrade(std::size_t index, Leaks leaks) {
  StepOutcome outcome = database_->run(*chain_->revisions()[index].up, leaks);
  if (outcome.ok()) steps_.push_back(index);
  return outcome;
}

chain::SqlScript RevisionRunner::upgrade_partly(std::size_t index) {
  const auto& script = std::get<chain::SqlScript>(*chain_->revisions()[index].up);
  partly_applied_.insert(index);
  steps_.push_back(index);
  return database_->run_partly(script);
}

std::vector<std::size_t> RevisionRunner::applied() const {
  std::vector<std::size_t> whole;
  std::ranges::copy_if(steps_, std::back_inserter(whole),
                       [&](std::size_t index) { return !partly_applied_.contains(index); });
  return whole;
}

StepOutcome RevisionRunner::downgrade(std::size_t index, Leaks leaks) {
  StepOutcome outcome = database_->run(*chain_->revisions()[index].down, leaks);
  if (outcome.ok()) mark_reverted(index);
  return outcome;
}

std::optional<StepOutcome> RevisionRunner::load_fixture(std::size_t index) {
  const auto fixture = fixtures_.scripts.find(index);
  if (fixture == fixtures_.scripts.end()) return std::nullopt;
  StepOutcome outcome = database_->scripts().run(fixture->second, Leaks::ignored);
  if (outcome.ok()) {
    fixtures_loaded_.insert(index);
  } else {
    database_->scripts().reset();
  }
  return outcome;
}

namespace {

postgres::StatementOutcome ask_in_time(ScriptSession& scripts, const std::string& query) {
  auto& limit = scripts.limit();
  const postgres::TimeLimit::Span span(limit);
  auto outcome = scripts.session().try_execute(query);
  if (postgres::failure(outcome) != nullptr && limit.is_passed())
    return postgres::not_over_within(limit.limit());
  return outcome;
}

}  // namespace

std::vector<postgres::StatementOutcome> RevisionRunner::ask(std::size_t index) {
  std::vector<postgres::StatementOutcome> answers;
  const auto queries = fixtures_.queries.find(index);
  if (queries == fixtures_.queries.end()) return answers;
  for (const auto& query : queries->second) {
    database_->session().execute("BEGIN READ ONLY");
    answers.push_back(ask_in_time(database_->scripts(), query));
    database_->scripts().roll_back();
  }
  return answers;
}

void RevisionRunner::mark_applied(std::size_t index) {
  if (!contains(steps_, index)) steps_.push_back(index);
}

void RevisionRunner::mark_reverted(std::size_t index) { std::erase(steps_, index); }

void RevisionRunner::replay(std::span<const std::size_t> revisions) {
  for (const std::size_t index : revisions) {
    const chain::Revision& revision = chain_->revisions()[index];
    if (partly_applied_.contains(index)) {
      database_->run_partly(std::get<chain::SqlScript>(*revision.up));
      continue;
    }
    const StepOutcome outcome = database_->run(*revision.up);
    if (!outcome.ok()) {
      throw EnvironmentError(
          "replaying " + revision.id +
              ", which had worked before, failed: " + to_string(outcome.failure->error),
          "Does this revision depend on the time, on random values or on another program?");
    }
    if (fixtures_loaded_.contains(index)) load_fixture(index);
  }
}

void RevisionRunner::tell_program() {
  std::vector<std::string> ids;
  for (const std::size_t index : steps_) ids.push_back(chain_->revisions()[index].id);
  database_->note_applied(ids);
}

}  // namespace pgstair::walk
