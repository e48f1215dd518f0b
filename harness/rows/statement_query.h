// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "postgres/session.h"
#include "seed/schema/schema.h"
#include "walk/step.h"

namespace pgstair::rows {

/// A query that reads which rows a failing statement would fail on, or why there is none.
struct StatementQuery {
  std::string query;     ///< SELECT …; each of its rows names one by its key; may be empty
  std::string none_for;  ///< why there is no query: a sentence's end; only if there is none
};

/// For an UPDATE, an INSERT or a DELETE that a constraint refused: the rows that it would
/// make (or leave behind) with the constraint's condition asked of them.
///
///     UPDATE users SET plan = old_plan WHERE active     with plan NOT NULL:
///     SELECT users.id FROM users AS users WHERE (active) AND (old_plan) IS NULL
///
/// A query is given only if the server runs it in the present state of `session`, the one before
/// the script, and it finds one of the rows there: so what it says was true once.
/// `before`, `after`: the database before and after the whole script.
/// Requires: an open transaction, which is as it was afterwards.
StatementQuery query_before(postgres::Session& session, const walk::StepFailure& failure,
                            const seed::Schema& before, const seed::Schema& after);

}  // namespace pgstair::rows
