// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/session.h"
#include "rows/concerned_tables.h"
#include "rows/revision_statements.h"

namespace pgstair::rows {

/// Tables that a revision's statements come to without naming them.
struct Reach {
  bool all = false;  ///< a function may run that is the chain's own: nobody knows which tables
  Tables tables;     ///< under the views and materialized views that are read or written

  bool none() const { return !all && tables.empty(); }
};

/// By what the catalog says now, before the revision, of the names in its statements. Functions in
/// C, as extensions have them, those of the server and those that are IMMUTABLE are not asked
/// about: they have no tables of the chain's in mind.
Reach find_reach(postgres::Session& session, const RevisionStatements& statements);

}  // namespace pgstair::rows
