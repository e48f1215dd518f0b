// SPDX-License-Identifier: MIT
#include "walk/walk_database.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>

#include "catalog/difference.h"
#include "catalog/whole_reader.h"
#include "support/file.h"
#include "support/text.h"
#include "walk/command_runner.h"
#include "walk/script_runner.h"
#include "walk/session_boundary.h"

namespace pgstair::walk {

namespace {

/// About what a template clone costs; a replay that took longer is worth a checkpoint.
constexpr std::chrono::milliseconds clone_cost{50};

void require_ok(const StepOutcome& outcome, const chain::Revision& revision) {
  if (outcome.ok()) return;
  throw EnvironmentError(
      "replaying " + revision.id +
          ", which had worked before, failed: " + to_string(outcome.failure->error),
      "Does this revision depend on the time, on random values or on another program?");
}

bool moves_only_a_sequence(const catalog::Change& change) {
  return change.kind == catalog::ChangeKind::changed && change.identity.kind == "sequence" &&
         std::ranges::all_of(change.attributes, [](const catalog::AttributeChange& attribute) {
           return attribute.name == "last_value" || attribute.name == "is_called";
         });
}

/// Sets a sequence to the value that the object has.
std::string setval_call(const catalog::Object& sequence) {
  const auto attributes = catalog::attributes(sequence);
  const std::string name = sequence.identity.schema + "." + sequence.identity.name;
  return "pg_catalog.setval(" + sql::quote_literal(name) + ", " + attributes.at("last_value") +
         ", " + sql::quote_literal(attributes.at("is_called")) + ")";  // 'yes' or 'no'
}

}  // namespace

WalkDatabase::WalkDatabase(postgres::ScratchDatabases& databases, const chain::Chain& chain,
                           const std::vector<std::filesystem::path>& neighbours,
                           std::unique_ptr<ScriptProgram> program, RevisionFixtures fixtures)
    : databases_(&databases),
      chain_(&chain),
      neighbours_(neighbours),
      database_(databases.create()),
      fixtures_(std::move(fixtures)),
      program_(std::move(program)) {
  connect();
  load_neighbours();
  if (program_) program_->prepare(*database_);
}

void WalkDatabase::connect() {
  session_.emplace(database_->conninfo());
  login_role_ = session_->execute("SELECT session_user").text(0, 0);
}

void WalkDatabase::load_neighbours() {
  for (const auto& file : neighbours_) {
    const std::string text = read_file(file);
    chain::SqlScript script{file.string(), sql::split_statements(text, {file.string(), 1, 1}),
                            chain::Transactions::none};
    const StepOutcome outcome = run_script(*session_, script, Ending::commit);
    if (!outcome.ok()) {
      throw UsageError("this neighbour does not load: " + to_string(outcome.failure->error),
                       outcome.failure->location);
    }
    reset_session(*session_);
  }
}

StepOutcome WalkDatabase::run(const chain::Script& script) {
  if (const auto* text = std::get_if<chain::SqlScript>(&script)) {
    return run_script(*session_, *text, Ending::commit);
  }
  if (const auto* foreign = std::get_if<chain::ProgramScript>(&script)) {
    ensure(program_ != nullptr, "a chain of ProgramScripts is walked with its program");
    return program_->run(*foreign);
  }
  return run_command_script(std::get<chain::CommandScript>(script), *database_);
}

StepOutcome WalkDatabase::upgrade(std::size_t index) {
  StepOutcome outcome = run(*chain_->revisions()[index].up);
  if (outcome.ok()) applied_.push_back(index);
  return outcome;
}

StepOutcome WalkDatabase::downgrade(std::size_t index) {
  StepOutcome outcome = run(*chain_->revisions()[index].down);
  if (outcome.ok()) std::erase(applied_, index);
  return outcome;
}

std::optional<StepOutcome> WalkDatabase::load_fixture(std::size_t index) {
  const auto fixture = fixtures_.scripts.find(index);
  if (fixture == fixtures_.scripts.end()) return std::nullopt;
  StepOutcome outcome = run_script(*session_, fixture->second, Ending::commit);
  if (outcome.ok()) fixtures_loaded_.insert(index);
  reset_session(*session_);
  return outcome;
}

std::vector<postgres::StatementOutcome> WalkDatabase::ask(std::size_t index) {
  std::vector<postgres::StatementOutcome> answers;
  const auto queries = fixtures_.queries.find(index);
  if (queries == fixtures_.queries.end()) return answers;
  for (const auto& query : queries->second) {
    session_->execute("BEGIN READ ONLY");
    answers.push_back(session_->try_execute(query));
    session_->execute("ROLLBACK");
  }
  reset_session(*session_);
  return answers;
}

StepOutcome WalkDatabase::try_downgrade(std::size_t index) {
  const auto& script = std::get<chain::SqlScript>(*chain_->revisions()[index].down);
  StepOutcome outcome = run_script(*session_, script, Ending::leave_open);
  in_transaction_ = outcome.ok();
  return outcome;
}

StepOutcome WalkDatabase::try_upgrade_again(std::size_t index) {
  return try_script(std::get<chain::SqlScript>(*chain_->revisions()[index].up));
}

void WalkDatabase::begin_rehearsal() {
  session_->execute("BEGIN");
  in_transaction_ = true;
}

void WalkDatabase::end_rehearsal(const catalog::Snapshot& good) {
  if (good.unread().contains(catalog::Snapshot::sequence_value)) return restore(good);
  roll_back();
  std::vector<std::string> calls;
  for (const auto& root : good.roots()) {
    const catalog::Object& first = root.objects->front();  // a sequence is the only object it has
    if (first.identity.kind == "sequence") calls.push_back(setval_call(first));
  }
  if (!calls.empty()) session_->execute("SELECT " + join(calls, ", "));
}

StepOutcome WalkDatabase::try_script(const chain::SqlScript& script) {
  // A setting or temporary object of the downgrade must not carry the upgrade; what a new session
  // would start with, as far as a transaction block allows.
  session_->execute(
      "SET SESSION AUTHORIZATION DEFAULT; RESET ALL; DISCARD TEMP; SET CONSTRAINTS ALL DEFERRED");
  StepOutcome outcome = run_statements(*session_, script);
  in_transaction_ = true;
  return outcome;
}

void WalkDatabase::commit_downgrade(std::size_t index) {
  session_->execute("COMMIT");
  in_transaction_ = false;
  std::erase(applied_, index);
}

void WalkDatabase::roll_back() {
  session_->execute("ROLLBACK");
  in_transaction_ = false;
  reset_session(*session_);
}

catalog::Snapshot WalkDatabase::snapshot() {
  return reader_.read(*session_,
                      in_transaction_ ? catalog::InTransaction::yes : catalog::InTransaction::no,
                      program_ ? program_->sessions_at_rest() : 0);
}

catalog::Snapshot WalkDatabase::snapshot_whole() {
  return catalog::read_whole(*session_, catalog::InTransaction::no, catalog::Statements::prepared);
}

std::vector<SessionLeak> WalkDatabase::collect_leaks_and_reset(const chain::Script& script) {
  if (std::holds_alternative<chain::ProgramScript>(script)) return program_->leaks();
  if (std::holds_alternative<chain::CommandScript>(script)) return {};  // its session is its own
  auto leaks = find_leaks(*session_, script, login_role_);
  reset_session_after(*session_, script);
  return leaks;
}

void WalkDatabase::end_session(const chain::Script& script) {
  if (std::holds_alternative<chain::SqlScript>(script)) reset_session_after(*session_, script);
}

void WalkDatabase::mark_applied(std::size_t index) {
  if (std::ranges::find(applied_, index) == applied_.end()) applied_.push_back(index);
}

void WalkDatabase::restore(const catalog::Snapshot& good) {
  if (in_transaction_) roll_back();
  reset_session(*session_);
  if (catalog::equal(snapshot(), good) || put_back_sequences(good)) {
    note_applied();
  } else {
    start_over();
  }
}

/// The catalog may be good while the program's own notes are not: after a downgrade that does
/// nothing.
void WalkDatabase::note_applied() {
  if (!program_) return;
  std::vector<std::string> ids;
  for (const std::size_t index : applied_) ids.push_back(chain_->revisions()[index].id);
  program_->note_applied(ids);
}

bool WalkDatabase::put_back_sequences(const catalog::Snapshot& good) {
  const auto changes = catalog::diff(good, snapshot());
  if (!std::ranges::all_of(changes, moves_only_a_sequence)) return false;
  for (const auto& object : good.objects()) {
    const bool moved = std::ranges::any_of(
        changes, [&](const catalog::Change& change) { return change.identity == object.identity; });
    if (!moved) continue;
    session_->execute("SELECT " + setval_call(object));
  }
  return catalog::equal(snapshot(), good);
}

void WalkDatabase::start_over() {
  spdlog::debug("rebuilding the database at {} revisions", applied_.size());
  const auto started = std::chrono::steady_clock::now();
  session_.reset();
  if (program_) program_->disconnect();
  reader_ = {};
  std::vector<std::size_t> missing = applied_;
  const bool usable = checkpoint_ && std::ranges::mismatch(checkpoint_->applied, applied_).in1 ==
                                         checkpoint_->applied.end();
  if (usable) {
    missing.erase(missing.begin(),
                  missing.begin() + static_cast<std::ptrdiff_t>(checkpoint_->applied.size()));
    database_ = databases_->renew(std::move(database_), checkpoint_->database.get());
    connect();
  } else {
    database_ = databases_->renew(std::move(database_), nullptr);
    connect();
    load_neighbours();
    if (program_) program_->prepare(*database_);
  }
  for (const std::size_t index : missing) {
    const auto& revision = chain_->revisions()[index];
    require_ok(run(*revision.up), revision);
    reset_session(*session_);
    if (fixtures_loaded_.contains(index)) load_fixture(index);
  }
  if (std::chrono::steady_clock::now() - started > clone_cost) take_checkpoint();
}

std::unique_ptr<postgres::ScratchDatabase> WalkDatabase::copy() {
  session_.reset();  // a template must have no sessions
  if (program_) program_->disconnect();
  auto result = databases_->clone(*database_);
  connect();
  return result;
}

WalkDatabase::SavedState WalkDatabase::save() { return {copy(), applied_}; }

void WalkDatabase::bring_back(const SavedState& saved) {
  session_.reset();
  if (program_) program_->disconnect();
  reader_ = {};
  database_ = databases_->renew(std::move(database_), saved.database.get());
  applied_ = saved.applied;
  connect();
}

void WalkDatabase::take_checkpoint() { checkpoint_ = save(); }

}  // namespace pgstair::walk
