// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "postgres/scratch_databases.h"
#include "source/source.h"
#include "test_databases/templates.h"
#include "walk/script_program.h"

namespace pgstair::test_databases {

/// A test's own database: a copy of a template, dropped when this goes. Others may have sessions on
/// it; our own are closed when a call returns.
class TestDatabase {
 public:
  /// `templates` must outlive this object. Throws as Templates::find() does.
  TestDatabase(Templates& templates, const Templates::Wanted& wanted, SeededRows seeded);

  const postgres::ScratchDatabase& database() const { return *database_; }
  const std::string& title() const { return title_; }  ///< of what it was made as
  const std::string& not_filled() const { return not_filled_; }
  Templates& templates() const { return *templates_; }

  /// Runs the revision that the database was made before (or at), as its tool would. Throws
  /// UsageError, with the place and the server's words, if it fails or if there is none to run.
  void upgrade();
  void downgrade();

  /// Runs SQL in a session of its own; the rows are the last statement's.
  postgres::StatementOutcome query(const std::string& sql) const;

 private:
  const chain::Revision& revision() const;
  void run(const chain::Script& script, const char* what);

  Templates* templates_;
  std::optional<std::size_t> revision_;
  std::string title_;
  std::string not_filled_;
  std::unique_ptr<postgres::ScratchDatabase> database_;
  std::unique_ptr<walk::ScriptProgram> program_;  // after the database: ends before it is dropped
};

/// The catalog of a database, without the tables in which migration tools keep their versions.
source::SourceSnapshot snapshot_of(const postgres::ScratchDatabase& database, std::string title);

}  // namespace pgstair::test_databases
