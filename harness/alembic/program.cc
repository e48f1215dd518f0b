// SPDX-License-Identifier: MIT
#include "alembic/program.h"

#include <spdlog/spdlog.h>

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
