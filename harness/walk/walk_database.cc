// SPDX-License-Identifier: MIT
#include "walk/walk_database.h"

#include <utility>
#include <variant>

#include "catalog/read/whole_source.h"
#include "server/databases.h"
#include "support/errors.h"
#include "support/file.h"
#include "walk/command_runner.h"
#include "walk/missing.h"
#include "walk/script_runner.h"

namespace pgstair::walk {

namespace {

std::unique_ptr<catalog::SnapshotSource> whole_source() {
  return std::make_unique<catalog::WholeSource>();
}

std::set<catalog::Identity> identities_of(const catalog::Snapshot& snapshot) {
  std::set<catalog::Identity> identities;
  for (const auto& object : snapshot.objects()) identities.insert(object.identity);
  return identities;
}

}  // namespace

WalkDatabase::WalkDatabase(postgres::ScratchDatabases& databases, BeforeBase before_base,
                           std::unique_ptr<ScriptProgram> program,
                           catalog::MakeSnapshotSource make_source, std::chrono::seconds time_limit)
    : databases_(&databases),
      before_base_(std::move(before_base)),
      time_limit_(time_limit),
      database_(databases.create()),
      program_(std::move(program)),
      make_source_(make_source ? std::move(make_source) : whole_source),
      source_(make_source_()) {
  connect();
  make_what_is_before_base();
}

void WalkDatabase::make_what_is_before_base() {
  make_version_table();
  if (!before_base_.neighbours.empty()) {
    const auto without = identities_of(snapshot_whole());
    load_neighbours();
    neighbours_ = identities_of(snapshot_whole());
    for (const auto& identity : without) neighbours_.erase(identity);
  }
  if (program_) program_->prepare(*database_);
}

void WalkDatabase::make_version_table() {
  if (before_base_.version_table.empty()) return;
  const auto outcome = deployer().session().try_execute(before_base_.version_table);
  if (const auto* error = postgres::failure(outcome)) {
    throw UsageError("the version table of the chain's tool cannot be made: " + to_string(*error) +
                     "\n  in: " + before_base_.version_table);
  }
}

void WalkDatabase::load_neighbours() {
  for (const auto& file : before_base_.neighbours) {
    const std::string text =
        chain::with_known_placeholders(read_file(file), before_base_.placeholders);
    const chain::SqlScript script{file.string(), sql::split_statements(text, {file.string(), 1, 1}),
                                  chain::Transactions::none};
    const StepOutcome outcome = scripts_->run(script, Leaks::ignored);
    if (!outcome.ok()) {
      throw UsageError("this neighbour does not load: " + to_string(outcome.failure->error),
                       outcome.failure->location);
    }
  }
}

StepOutcome WalkDatabase::run(const chain::Script& script, Leaks leaks) {
  if (const auto* text = std::get_if<chain::SqlScript>(&script))
    return deployer().run(*text, leaks);
  if (const auto* foreign = std::get_if<chain::ProgramScript>(&script)) {
    ensure(program_ != nullptr, "a chain of ProgramScripts is walked with its program");
    return program_->run(*foreign);
  }
  return run_command_script(std::get<chain::CommandScript>(script), *database_, time_limit_);
}

chain::SqlScript WalkDatabase::run_partly(const chain::SqlScript& script) {
  return apply_partly(deployer(), script);
}

catalog::Snapshot WalkDatabase::snapshot(catalog::InTransaction in_transaction) {
  return source_->read(session(), in_transaction);
}

catalog::Snapshot WalkDatabase::snapshot_whole() {
  return catalog::WholeSource().read(session(), catalog::InTransaction::no);
}

void WalkDatabase::connect() {
  scripts_.emplace(database_->conninfo(), time_limit_);
  connect_deployer();
}

void WalkDatabase::connect_deployer() {
  if (database_->deployer_conninfo() != database_->conninfo())
    deployer_.emplace(database_->deployer_conninfo(), time_limit_);
}

bool WalkDatabase::can_roll_back(const chain::Script& script) const {
  return !has_deployer() && rollable(script);
}

void WalkDatabase::reset_sessions() {
  scripts_->reset();
  if (deployer_) deployer_->reset();
}

/// A template must have no sessions, nor may a database that is dropped.
void WalkDatabase::disconnect() {
  scripts_.reset();
  deployer_.reset();
  if (program_) program_->disconnect();
}

RowStatistics WalkDatabase::row_statistics() {
  const bool has_others = has_deployer() || program_;
  deployer_.reset();
  if (program_) program_->disconnect();
  if (has_others) server::await_end_of_others(session(), name());
  const RowStatistics statistics = read_row_statistics(session());
  connect_deployer();
  return statistics;
}

void WalkDatabase::set_time_zone(const std::string& zone) {
  session().execute("ALTER DATABASE " + sql::quote_identifier(name()) +
                    " SET TimeZone = " + sql::quote_literal(zone));
  disconnect();
  connect();
}

std::unique_ptr<postgres::ScratchDatabase> WalkDatabase::copy() {
  disconnect();
  auto result = databases_->clone(*database_);
  connect();
  return result;
}

void WalkDatabase::renew(const postgres::ScratchDatabase* source) {
  disconnect();
  source_ = make_source_();
  database_ = databases_->renew(std::move(database_), source);
  connect();
  if (source == nullptr) make_what_is_before_base();
}

void WalkDatabase::note_applied(const std::vector<std::string>& revisions) {
  if (program_) program_->note_applied(revisions);
}

}  // namespace pgstair::walk
