// SPDX-License-Identifier: MIT
#include "rows/refused_one_by_one.h"

#include <algorithm>
#include <string>
#include <utility>

#include "rows/row_failure.h"
#include "rows/set_aside.h"
#include "rows/violating_rows.h"

namespace pgstair::rows {

namespace {

using walk::RowFailure;

/// Upgrades after the rows that it refuses have gone, and goes back; false if they cannot go.
bool accepts_what_is_left(Sandbox& sandbox, const std::vector<RowRequirement>& requirements,
                          const seed::Schema& before, const seed::Schema& after,
                          const Tables& concerned) {
  const std::size_t most_refusals = requirements.size() + 2;
  for (std::size_t refusals = 0; refusals <= most_refusals; ++refusals) {
    const SavedState state = sandbox.save();
    const auto outcome = sandbox.run(chain::Direction::up);
    sandbox.restore(state);
    if (outcome.ok()) return true;
    if (sandbox.is_own_fault(outcome.failure->error)) return false;
    const walk::StepFailure& failure = *outcome.failure;
    const bool removed = explain(sandbox, failure, requirements, before, after).rows != 0;
    if (!removed && !set_aside(sandbox, failure, before, concerned)) return false;
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

/// The failure, if the upgrade fails with the rows that are there, and for the requirement.
std::optional<RowFailure> failure_for(Sandbox& sandbox, const RowRequirement& requirement,
                                      const std::string& example) {
  const auto outcome = sandbox.run(chain::Direction::up);
  if (outcome.ok() || !is_refused_by(requirement, outcome.failure->error)) return std::nullopt;
  return failure_of(requirement, *outcome.failure, example);
}

/// Upgrades with a row that violates the requirement; nothing if none can be made.
std::optional<RowFailure> refusal_of(Sandbox& sandbox, RowRequirement requirement,
                                     bool& is_violated) {
  std::string example;
  sandbox.with_session([&](auto& session) {
    is_violated = violate(session, requirement) || guess_violation(session, requirement);
    example = example_row(session, requirement);
  });
  return is_violated ? failure_for(sandbox, requirement, example) : std::nullopt;
}

/// Upgrades with the seeded values of the one column, and fitting ones in the others: for a
/// conversion of which nobody knows what it refuses.
std::optional<RowFailure> refusal_of_seeded(Sandbox& sandbox, const SavedState& seeded,
                                            const std::vector<RowRequirement>& requirements,
                                            const RowRequirement& asked) {
  sandbox.restore(seeded);
  sandbox.with_session([&](auto& session) {
    for (const auto& requirement : requirements) {
      if (&requirement != &asked) satisfy(session, requirement);
    }
  });
  return failure_for(sandbox, asked, "");
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
    const seed::Schema& after, const Tables& concerned) {
  const SavedState seeded = sandbox.save();
  sandbox.with_session([&](auto& session) {
    for (const auto& requirement : requirements) satisfy(session, requirement);
  });
  std::optional<std::vector<RowFailure>> refused;
  if (accepts_what_is_left(sandbox, requirements, before, after, concerned)) {
    refused.emplace();
    const SavedState accepted = sandbox.save();
    std::vector<const RowRequirement*> not_violated;
    for (const auto& requirement : requirements) {
      bool is_violated = false;
      auto failure = refusal_of(sandbox, requirement, is_violated);
      if (failure) refused->push_back(std::move(*failure));
      if (!is_violated && requirement.kind == RowRequirement::Kind::type)
        not_violated.push_back(&requirement);
      sandbox.restore(accepted);
    }
    for (const RowRequirement* requirement : not_violated) {
      if (auto failure = refusal_of_seeded(sandbox, seeded, requirements, *requirement))
        refused->push_back(std::move(*failure));
    }
  }
  sandbox.restore(seeded);
  return refused;
}

}  // namespace pgstair::rows
