// SPDX-License-Identifier: MIT
#pragma once

#include <set>

#include "postgres/session.h"
#include "seed/plan/table_plan.h"

namespace pgstair::seed {

/// Remembers which rows the table has, so that set_later_key() leaves them alone.
void remember_rows(postgres::Session& session, const Table& table);

/// Sets a foreign key that was NULL at first, in the rows since remember_rows(): four of five refer
/// to a row of the parent; those to the table itself make trees. Rows that the server refuses to
/// change stay as they are.
void set_later_key(postgres::Session& session, const Table& table, const Table& parent,
                   const ForeignKey& key, const std::set<int>& null_at_first);

/// Forgets what remember_rows() remembered.
void forget_rows(postgres::Session& session, const Table& table);

}  // namespace pgstair::seed
