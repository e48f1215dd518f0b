// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sql/script.h"
#include "support/errors.h"

namespace pgstair::chain {

/// How the tool that owns the chain applies a script.
enum class Transactions {
  one,   ///< the whole script in one transaction
  none,  ///< each statement commits by itself
};

/// SQL text that moves a database one revision up or down.
struct SqlScript {
  std::string file;                        ///< as the user would name it, for messages
  std::vector<sql::Statement> statements;  ///< in order, each with its place in the file
  Transactions transactions = Transactions::one;
};

/// Whether the name stands anywhere in the script, in whatever case; also in a string or a comment.
bool mentions(const SqlScript& script, const std::string& name);

/// A shell command that does the same through another runner (`[commands]` in pgstair.toml). It
/// runs in the folder of that file.
struct CommandScript {
  std::string command;
  Location location;  ///< where the command stands in pgstair.toml
};

enum class Direction { up, down };

/// A revision that only the program that owns the chain can run: code, not SQL (Alembic's). What
/// the walk does with it is up to a walk::ScriptProgram.
struct ProgramScript {
  std::string revision;  ///< the program's own id for it
  Direction direction = Direction::up;
  Location location;  ///< where its code begins
  /// Whether it may carry values from one column to another, or rename one, as far as it is known.
  bool may_keep_values = true;
  /// Whether it may go on where the server refuses something to a role, likewise.
  bool may_hide_refusals = true;
  /// Whether it may add a label to an enum, likewise.
  bool may_add_label = true;
};

using Script = std::variant<SqlScript, CommandScript, ProgramScript>;

/// The script if there is one and it is SQL; null otherwise.
inline const SqlScript* sql_of(const std::optional<Script>& script) {
  return script ? std::get_if<SqlScript>(&*script) : nullptr;
}

/// `-- pgstair: loses users.phone`: what the author says a downgrade cannot bring back.
struct DeclaredLoss {
  std::string object;  ///< a table, or table.column; schema-qualified or not
  Location location;
};

/// `-- pgstair: allow CODE REASON`: a finding that the author accepts in this revision.
struct Suppression {
  std::string code;
  std::string reason;
  Location location;
};

/// One migration: a node of the chain's graph. A plain value; it knows no database.
struct Revision {
  std::string id;                    ///< the tool's own name for it, unique in the chain
  std::string file;                  ///< the file (or folder) a person would open
  std::vector<std::string> parents;  ///< ids; empty at the base, several at a merge
  Location parents_location;         ///< where the file names its parents, if it does
  std::optional<Script> up;
  std::optional<Script> down;             ///< absent: the tool has no downgrade for it
  std::optional<Location> down_location;  ///< where the downgrade is, or would be written
  std::string noted_as;                   ///< what its tool notes of it, where the id does not tell
  bool is_repeatable = false;  ///< applied after all versions, again whenever its text changes
  std::string not_runnable;    ///< not empty: why pgstair cannot run it (a Go migration …)
  std::vector<DeclaredLoss> losses;
  std::optional<std::string> irreversible;  ///< the reason of `-- pgstair: irreversible REASON`
  std::vector<Suppression> suppressions;
};

}  // namespace pgstair::chain
