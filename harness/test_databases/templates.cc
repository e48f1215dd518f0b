// SPDX-License-Identifier: MIT
#include "test_databases/templates.h"

#include <algorithm>
#include <utility>

#include "model/sql_model.h"
#include "postgres/session.h"
#include "rows/seeding.h"
#include "seed/seed.h"
#include "support/errors.h"
#include "verify/model.h"
#include "verify/verify.h"
#include "walk/command_runner.h"

namespace pgstair::test_databases {

namespace {

/// Whether a database with `applied` is on the way to `wanted`. Revisions are applied in the
/// chain's order, whichever databases were asked for before.
bool leads_to(const std::vector<std::size_t>& applied, const std::vector<std::size_t>& wanted) {
  return std::ranges::mismatch(applied, wanted).in1 == applied.end();
}

std::string not_filled(const seed::Report& report) {
  std::string text;
  for (const auto& table : report.tables) {
    const bool lacks_rows = table.state == seed::TableResult::State::partly ||
                            table.state == seed::TableResult::State::not_filled;
    if (lacks_rows) text += table.table + ": " + table.reason + "\n";
  }
  return text;
}

void load_model(const verify::Options& options, const postgres::ScratchDatabase& database) {
  postgres::Session session(database.conninfo());
  const auto loading = verify::loading_of(options);
  auto failure = model::load_files(session, options.neighbours, loading);
  if (!failure && options.model_command.empty())
    failure = model::load_files_as_deployer(database, session, options.model, loading);
  if (failure) throw UsageError("does not load: " + to_string(failure->error), failure->location);
  if (options.model_command.empty()) return;
  const auto outcome = walk::run_command_script(
      {options.model_command, options.model_command_location}, database, options.time_limit);
  if (!outcome.ok()) {
    throw UsageError("the model's command failed: " + to_string(outcome.failure->error),
                     outcome.failure->location);
  }
}

}  // namespace

Templates::Templates(Servers& servers, verify::Options options)
    : options_(std::move(options)),
      databases_(servers.server_for(options_), options_.surroundings, owner_of(options_)) {}

source::ChainDatabase& Templates::walked() {
  if (walked_) return *walked_;
  walked_.emplace(databases_, options_);
  const auto left_out = walked_->left_out();
  if (!left_out) return *walked_;
  walked_.reset();
  throw UsageError(left_out->message, left_out->location);
}

Templates::Wanted Templates::at(const std::string& name) {
  if (name == "model") return {"model", {}, {}, true};
  auto goal = walked().goal(name);
  const auto heads = chain().heads();
  if (goal.id == "heads" && heads.size() == 1) goal.id = chain().revisions()[heads.front()].id;
  std::optional<std::size_t> revision;
  if (chain().contains(goal.id)) revision = chain().index_of(goal.id);
  return {"chain@" + goal.id, revision, std::move(goal.positions), false};
}

Templates::Wanted Templates::before(const std::string& name) {
  Wanted wanted = at(name);
  if (!wanted.revision) throw UsageError(name + " is no revision that could be applied");
  wanted.title = "the chain before " + chain().revisions()[*wanted.revision].id;
  wanted.applied.pop_back();
  return wanted;
}

const Template& Templates::find(const Wanted& wanted, SeededRows seeded) {
  const Key key{wanted.model, wanted.applied, seeded};
  try {
    auto found = templates_.find(key);
    if (found == templates_.end()) found = templates_.emplace(key, made(wanted, seeded)).first;
    found->second.last_use = ++uses_;
    drop_oldest();
    return found->second;
  } catch (const UsageError&) {
    templates_.clear();
    walked_.reset();  // which may be half-changed
    throw;
  }
}

void Templates::drop_oldest() {
  constexpr std::size_t most = 16;
  if (templates_.size() <= most) return;
  templates_.erase(std::ranges::min_element(
      templates_, {}, [](const auto& entry) { return entry.second.last_use; }));
}

Template Templates::made(const Wanted& wanted, SeededRows seeded) {
  if (seeded.rows != 0) return filled(find(wanted, {}), seeded);
  return wanted.model ? made_from_model() : made_by_chain(wanted.applied);
}

Template Templates::made_by_chain(const Positions& wanted) {
  go_to_nearest(wanted);
  auto& walker = walked().walker();
  for (std::size_t i = walker.revisions.applied().size(); i < wanted.size(); ++i)
    walked().upgrade(wanted[i]);
  return {walker.checkpoints.save()};
}

void Templates::go_to_nearest(const Positions& wanted) {
  auto& walker = walked().walker();
  const Template* nearest = nullptr;
  for (const auto& [key, made] : templates_) {
    if (key.model || key.seeded.rows != 0 || !leads_to(key.applied, wanted)) continue;
    if (nearest == nullptr || key.applied.size() > nearest->state.applied.size()) nearest = &made;
  }
  const auto& applied = walker.revisions.applied();
  const bool is_on_the_way = leads_to(applied, wanted);
  if (nearest != nullptr && (!is_on_the_way || nearest->state.applied.size() > applied.size())) {
    walker.checkpoints.bring_back(nearest->state);
  } else if (!is_on_the_way) {
    walker.checkpoints.go_to_base();
  }
}

Template Templates::made_from_model() {
  if (!verify::has_model(options_)) {
    throw UsageError(
        "there is no model: name its files (--model, or model = [\"model/*.sql\"] in "
        "pgstair.toml)");
  }
  if (verify::is_read_as_it_is(options_)) {
    throw UsageError(
        "the model is a snapshot file or a live database, of which no copy can be "
        "made; SQL files and commands make one");
  }
  auto database = databases_.create();
  load_model(options_, *database);
  return {{std::move(database), {}}};
}

Template Templates::filled(const Template& bare, SeededRows seeded) {
  Template result{{databases_.clone(*bare.state.database), bare.state.applied}};
  postgres::Session session(result.state.database->conninfo());
  session.execute("BEGIN");
  const auto report =
      seed::fill(session, rows::filling({.seed = seeded.seed, .rows = seeded.rows}));
  session.execute("COMMIT");
  result.not_filled = not_filled(report);
  return result;
}

std::unique_ptr<walk::ScriptProgram> Templates::make_program() {
  const auto make = verify::program_for(options_, walked().format());
  return make ? make() : nullptr;
}

}  // namespace pgstair::test_databases
