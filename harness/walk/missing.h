// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "chain/revision.h"
#include "walk/check.h"
#include "walk/script_session.h"

namespace pgstair::walk {

/// A revision whose upgrade fails, and what the walk went on with instead.
struct Missing {
  const chain::Revision* revision = nullptr;  ///< never null
  std::size_t applied = 0;                    ///< statements of it that were applied by themselves
  /// The statements that were not, or the text of a revision in code; nothing if no text tells what
  /// is missing.
  std::optional<chain::SqlScript> lacking;
};

/// Whether the statements of a script that failed can be applied one by one, each or not at all: if
/// it is SQL that does not begin and end transactions itself.
bool can_be_applied_partly(const chain::Script& script);

/// Applies each statement by itself that can be applied, in one transaction if the script has one.
/// Returns those that could not. Requires: can_be_applied_partly(script).
chain::SqlScript apply_partly(ScriptSession& session, const chain::SqlScript& script);

/// The file of a revision in code, as a script to look for names in; nothing if it cannot be read.
std::optional<chain::SqlScript> text_of_code(const chain::Revision& revision);

/// Takes back what a check found of a revision that was walked without others, if it may come from
/// that: its verdict is *not checked* then, unless something is left. Certain is what the server
/// refuses anywhere (a syntax error, what no transaction may do), and what is about objects that no
/// missing statement mentions. Notes are left as they are.
void doubt(const std::vector<const Missing*>& missing, CheckOutcome& outcome);

}  // namespace pgstair::walk
