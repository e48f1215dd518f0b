// SPDX-License-Identifier: MIT
#include "alembic/program.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "alembic/failure.h"
#include "walk/session_end.h"

namespace pgstair::alembic {

namespace {

using nlohmann::json;

walk::SessionLeak leak_of(const json& row) {
  return {walk::leak_kind(row[0].get<std::string>()), row[1], row[2]};
}

}  // namespace

Program::Program(ProjectOptions options) : options_(std::move(options)) {}

json Program::ask(const json& request) {
  json answer = worker_->ask(request);
  if (answer.contains("failure")) throw_failure(answer["failure"], options_);
  return answer;
}

void Program::prepare(const postgres::ScratchDatabase& database) {
  if (!worker_) {
    worker_ = std::make_unique<Worker>(worker_options(options_, database));
    ask(open_request(options_, database));
  }
  const json answer = ask({{"do", "prepare"}});
  one_transaction_ = answer["one_transaction"];
  const json& reason = answer["run_for_each_step"];
  if (!reason.is_null()) {
    spdlog::debug("env.py is run anew for each step: {}", reason.get<std::string>());
  }
}

walk::StepOutcome Program::run(const chain::ProgramScript& script) {
  const json answer = worker_->ask({{"do", "run"},
                                    {"revision", script.revision},
                                    {"up", script.direction == chain::Direction::up}});
  walk::StepOutcome outcome;
  outcome.statements = 1;
  if (answer.contains("failure")) {
    outcome.failure = step_failure(answer["failure"], script, options_);
    return outcome;
  }
  for (const auto& row : answer["leaks"]) outcome.leaks.push_back(leak_of(row));
  return outcome;
}

walk::TogetherOutcome Program::run_together(const std::vector<chain::ProgramScript>& upgrades) {
  std::vector<std::string> revisions;
  for (const auto& upgrade : upgrades) revisions.push_back(upgrade.revision);
  const json answer = worker_->ask({{"do", "run_together"}, {"revisions", revisions}});
  if (!answer.contains("failure")) return {};
  const json& failure = answer["failure"];
  const auto named = failure.value("revision", json());
  const auto at = std::ranges::find(upgrades, named.is_string() ? named.get<std::string>() : "",
                                    &chain::ProgramScript::revision);
  if (at == upgrades.end()) throw_failure(failure, options_);
  return {step_failure(failure, *at, options_), at->revision};
}

void Program::note_applied(const std::vector<std::string>& revisions) {
  ask({{"do", "note_applied"}, {"revisions", revisions}});
}

std::optional<Program::Written> Program::write_revision(const std::string& message,
                                                        const Announce& announce) {
  json answer =
      ask({{"do", "write_revision"}, {"message", message}, {"repairs", options_.repairs}});
  while (answer.contains("about_to_write")) {
    announce(answer["about_to_write"].get<std::string>());
    answer = ask({{"do", "go_on"}});
  }
  if (answer["file"].is_null()) return std::nullopt;
  return Written{answer["id"], shown(answer["file"], options_), answer["points"]};
}

void Program::disconnect() { ask({{"do", "disconnect"}}); }

}  // namespace pgstair::alembic
