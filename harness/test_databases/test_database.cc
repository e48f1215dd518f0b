// SPDX-License-Identifier: MIT
#include "test_databases/test_database.h"

#include <utility>
#include <variant>
#include <vector>

#include "catalog/read/whole_read.h"
#include "postgres/session.h"
#include "support/errors.h"
#include "walk/command_runner.h"
#include "walk/script_session.h"
#include "walk/version_tables.h"

namespace pgstair::test_databases {

TestDatabase::TestDatabase(Templates& templates, const Templates::Wanted& wanted, SeededRows seeded)
    : templates_(&templates), revision_(wanted.revision), title_(wanted.title) {
  const Template& source = templates.find(wanted, seeded);
  not_filled_ = source.not_filled;
  database_ = templates.databases().clone(*source.state.database);
}

const chain::Revision& TestDatabase::revision() const {
  if (!revision_) throw UsageError(title_ + " is no revision that could be run");
  return templates_->chain().revisions()[*revision_];
}

void TestDatabase::upgrade() {
  if (!revision().up || !revision().not_runnable.empty()) {
    throw UsageError("pgstair cannot run " + revision().id + ": " + revision().not_runnable,
                     {revision().file, 0, 0});
  }
  run(*revision().up, "upgrade");
}

void TestDatabase::downgrade() {
  if (!revision().down) {
    throw UsageError(revision().id + " has no downgrade", {revision().file, 0, 0});
  }
  run(*revision().down, "downgrade");
}

void TestDatabase::run(const chain::Script& script, const char* what) {
  walk::StepOutcome outcome;
  if (const auto* sql = std::get_if<chain::SqlScript>(&script)) {
    walk::ScriptSession session(database_->deployer_conninfo(), templates_->options().time_limit);
    outcome = session.run(*sql, walk::Leaks::ignored);
  } else if (const auto* code = std::get_if<chain::ProgramScript>(&script)) {
    if (!program_) {
      program_ = templates_->make_program();
      program_->prepare(*database_);
    }
    outcome = program_->run(*code);
    program_->disconnect();
  } else {
    outcome = walk::run_command_script(std::get<chain::CommandScript>(script), *database_,
                                       templates_->options().time_limit);
  }
  if (outcome.ok()) return;
  throw UsageError(std::string("the ") + what + " of " + revision().id +
                       " fails: " + to_string(outcome.failure->error),
                   outcome.failure->location);
}

postgres::StatementOutcome TestDatabase::query(const std::string& sql) const {
  postgres::Session session(database_->conninfo());
  return session.try_execute(sql);
}

source::SourceSnapshot snapshot_of(const postgres::ScratchDatabase& database, std::string title) {
  postgres::Session session(database.conninfo());
  const catalog::Snapshot whole = catalog::read_whole(session);
  std::vector<catalog::Object> objects = whole.objects();
  std::erase_if(objects, [](const catalog::Object& object) {
    return walk::is_version_table(object.identity);
  });
  return {std::move(title),
          session.server_version_text(),
          catalog::snapshot_of(std::move(objects), whole.unreadable()),
          {}};
}

}  // namespace pgstair::test_databases
