// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chain/revision.h"
#include "postgres/scratch_databases.h"
#include "walk/step.h"

namespace pgstair::walk {

/// What became of upgrades that were applied together.
struct TogetherOutcome {
  std::optional<StepFailure> failure;
  std::string revision;  ///< whose upgrade failed
};

/// The program that runs a chain's chain::ProgramScripts, as long as one database is walked; the
/// database may be made anew meanwhile, but keeps its name.
///
/// Every member throws EnvironmentError if the program cannot do its work for reasons that are not
/// the revision's: it died, it hangs, it would connect to another database.
class ScriptProgram {
 public:
  virtual ~ScriptProgram() = default;

  /// Makes in a new database what the program keeps there for itself (its version table), so that
  /// it is there before the first revision and is nobody's change. Called again whenever the
  /// database was made anew.
  virtual void prepare(const postgres::ScratchDatabase& database) = 0;

  /// Runs one script and commits; tells what it left in its session, too. Requires: prepare() was
  /// called with the database.
  virtual StepOutcome run(const chain::ProgramScript& script) = 0;

  /// Whether the program by itself applies all pending upgrades in one transaction. Requires:
  /// prepare() was called.
  virtual bool applies_in_one_transaction() const = 0;

  /// Applies these upgrades, from base on, as the program does by itself.
  virtual TogetherOutcome run_together(const std::vector<chain::ProgramScript>& upgrades) = 0;

  /// Makes the program believe that exactly these revisions are applied, in this order.
  virtual void note_applied(const std::vector<std::string>& revisions) = 0;

  /// Closes the connections that the program keeps, for the database to be copied or dropped.
  virtual void disconnect() = 0;
};

/// Makes the program for one database.
using MakeProgram = std::function<std::unique_ptr<ScriptProgram>()>;

}  // namespace pgstair::walk
