// SPDX-License-Identifier: MIT
#include "alembic/program.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "alembic/failure.h"
#include "walk/busy_sessions.h"
#include "walk/session_end.h"

namespace pgstair::alembic {

namespace {

using nlohmann::json;

walk::SessionLeak leak_of(const json& row) {
  return {walk::leak_kind(row[0].get<std::string>()), row[1], row[2]};
}

}  // namespace

Program::Program(ProjectOptions options) : options_(std::move(options)) {}

/// Starts a worker; its answer.
json Program::open() {
  worker_ = std::make_unique<Worker>(start_->options);
  return worker_->ask(start_->open);
}

/// The worker, started anew if the last one was given up.
Worker& Program::worker() {
  if (worker_) return *worker_;
  json opened = open();
  if (fails_at_loading(opened)) {
    start_->open["within_env"] = true;
    opened = open();
  }
  if (opened.contains("failure")) throw_failure(opened["failure"], options_);
  const json prepared = worker_->ask({{"do", "prepare"}});
  if (prepared.contains("failure")) throw_failure(prepared["failure"], options_);
  note_prepared(prepared);
  return *worker_;
}

json Program::ask(const json& request) {
  json answer = worker().ask(request);
  if (answer.contains("failure")) throw_failure(answer["failure"], options_);
  return answer;
}

void Program::note_prepared(const json& answer) {
  one_transaction_ = answer["one_transaction"];
  const json& reason = answer["run_for_each_step"];
  if (!reason.is_null()) {
    spdlog::debug("env.py is run anew for each step: {}", reason.get<std::string>());
  }
}

void Program::prepare(const postgres::ScratchDatabase& database) {
  if (!start_) {
    start_ = Start{worker_options(options_, database), open_request(options_, database),
                   database.conninfo()};
  }
  if (worker_) {
    note_prepared(ask({{"do", "prepare"}}));
  } else {
    worker();
  }
}

/// Ends a worker that hangs, and what it was doing in the database: returns that statement.
std::string Program::give_up() {
  worker_.reset();
  return walk::end_busy_sessions(start_->conninfo);
}

walk::StepOutcome Program::run(const chain::ProgramScript& script) {
  const auto answer = worker().ask_within({{"do", "run"},
                                           {"revision", script.revision},
                                           {"up", script.direction == chain::Direction::up}},
                                          options_.time_limit);
  walk::StepOutcome outcome;
  outcome.statements = 1;
  if (!answer) {
    const json where = worker().where_it_is();
    outcome.failure = step_timeout(where, give_up(), options_.time_limit, script, options_);
  } else if (answer->contains("failure")) {
    outcome.failure = step_failure((*answer)["failure"], script, options_);
  } else {
    for (const auto& row : (*answer)["leaks"]) outcome.leaks.push_back(leak_of(row));
  }
  return outcome;
}

walk::TogetherOutcome Program::run_together(const std::vector<chain::ProgramScript>& upgrades) {
  std::vector<std::string> revisions;
  for (const auto& upgrade : upgrades) revisions.push_back(upgrade.revision);
  const auto limit = options_.time_limit * static_cast<int>(upgrades.size());
  const auto answer =
      worker().ask_within({{"do", "run_together"}, {"revisions", revisions}}, limit);
  if (answer && !answer->contains("failure")) return {};
  const json failure = answer ? (*answer)["failure"] : worker().where_it_is();
  const auto named = failure.value("revision", json());
  const auto at = std::ranges::find(upgrades, named.is_string() ? named.get<std::string>() : "",
                                    &chain::ProgramScript::revision);
  if (!answer) {
    const auto& script = at == upgrades.end() ? upgrades.back() : *at;
    return {step_timeout(failure, give_up(), limit, script, options_), script.revision};
  }
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

void Program::disconnect() {
  if (worker_) ask({{"do", "disconnect"}});
}

}  // namespace pgstair::alembic
