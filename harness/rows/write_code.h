// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "rows/revision_statements.h"
#include "seed/schema/schema.h"
#include "walk/rehearsal.h"

namespace pgstair::rows {

/// A table of which a write runs code: the functions of triggers, rules, and the chain's own
/// functions in CHECKs, defaults, generated columns and indexes. The server knows of no name in a
/// function's body, so that what a revision renames or drops may be missed there.
struct CodedTable {
  seed::Oid table = 0;
  bool on_insert = false;
  bool on_update = false;
  bool on_delete = false;
  std::string text = {};  ///< in lower case, with the functions that it comes to
};

/// What there is now.
std::vector<CodedTable> read_write_code(postgres::Session& session);

/// The names in a revision's statements of which they may change what they mean.
struct NamesAtStake {
  std::set<std::string> relations;  ///< also the tables of indexes and types
  std::set<std::string> functions;

  bool none() const { return relations.empty() && functions.empty(); }
};
NamesAtStake find_names_at_stake(postgres::Session& session, const RevisionStatements& statements);

/// Whether code comes to one of them.
bool may_endanger(const NamesAtStake& names, const std::vector<CodedTable>& code);

/// Marks the changes of what only triggers write, and no statement itself. `schema`: with the
/// tables that they are in. What a foreign key removes no trigger keeps.
void mark_kept_by_triggers(const std::vector<CodedTable>& code, const seed::Schema& schema,
                           const RevisionStatements& statements,
                           std::vector<walk::ValueChange>& changes);

/// What a revision made of the tables and of the code.
struct CodeChange {
  const seed::Schema& before;
  const seed::Schema& after;
  const std::vector<CodedTable>& code_before;
  const std::vector<CodedTable>& code_after;
  const NamesAtStake& at_stake;
};

/// The tables that were there before and of which a write may fail after it: their code is another,
/// or comes to something that is not what it was.
std::vector<CodedTable> find_endangered(const CodeChange& change);

}  // namespace pgstair::rows
