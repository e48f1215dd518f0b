// SPDX-License-Identifier: MIT
#include "rows/refused_one_by_one.h"

#include <algorithm>
#include <string>
#include <utility>

#include "rows/row_failure.h"
#include "rows/violating_rows.h"

namespace pgstair::rows {

namespace {

using walk::RowFailure;

/// Upgrades after the rows that it refuses have gone, and goes back; false if they cannot go.
bool accepts_what_is_left(Sandbox& sandbox, const std::vector<RowRequirement>& requirements,
                          const seed::Schema& before, const seed::Schema& after) {
  const std::size_t most_refusals = requirements.size() + 2;
  for (std::size_t refusals = 0; refusals <= most_refusals; ++refusals) {
    const SavedState state = sandbox.save();
    const auto outcome = sandbox.run(chain::Direction::up);
    sandbox.restore(state);
    if (outcome.ok()) return true;
    if (sandbox.is_own_fault(outcome.failure->error)) return false;
    if (explain(sandbox, *outcome.failure, requirements, before, after).rows == 0) return false;
  }
  return false;
}

RowFailure failure_of(const RowRequirement& requirement, const walk::StepFailure& failure,
                      const std::string& example) {
  RowFailure result;
  result.failure = failure;
  result.object = requirement.object;
  result.violation = requirement.sentence;
  result.query = key_query(requirement, 0);
  if (result.query.empty())
    result.no_query = "before version 16 the server cannot be asked which texts are of that type";
  result.rows = 1;
  result.example = example;
  return result;
}

/// Upgrades with a row that violates the requirement.
std::optional<RowFailure> refusal_of(Sandbox& sandbox, RowRequirement requirement) {
  bool is_violated = false;
  std::string example;
  sandbox.with_session([&](auto& session) {
    is_violated = violate(session, requirement) || guess_violation(session, requirement);
    example = example_row(session, requirement);
  });
  if (!is_violated) return std::nullopt;
  const auto outcome = sandbox.run(chain::Direction::up);
  if (outcome.ok() || !is_refused_by(requirement, outcome.failure->error)) return std::nullopt;
  return failure_of(requirement, *outcome.failure, example);
}

}  // namespace

bool needs_asking_one_by_one(const std::vector<RowRequirement>& requirements) {
  return requirements.size() > 1 ||
         std::ranges::any_of(requirements, [](const RowRequirement& requirement) {
           return requirement.kind == RowRequirement::Kind::type;
         });
}

std::optional<std::vector<RowFailure>> refused_one_by_one(
    Sandbox& sandbox, const std::vector<RowRequirement>& requirements, const seed::Schema& before,
    const seed::Schema& after) {
  const SavedState seeded = sandbox.save();
  sandbox.with_session([&](auto& session) {
    for (const auto& requirement : requirements) satisfy(session, requirement);
  });
  std::optional<std::vector<RowFailure>> refused;
  if (accepts_what_is_left(sandbox, requirements, before, after)) {
    refused.emplace();
    const SavedState accepted = sandbox.save();
    for (const auto& requirement : requirements) {
      if (auto failure = refusal_of(sandbox, requirement)) refused->push_back(std::move(*failure));
      sandbox.restore(accepted);
    }
  }
  sandbox.restore(seeded);
  return refused;
}

}  // namespace pgstair::rows
