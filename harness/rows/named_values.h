// SPDX-License-Identifier: MIT
#pragma once

#include <set>

#include "postgres/session.h"
#include "seed/schema/schema.h"
#include "sql/compared_values.h"

namespace pgstair::rows {

/// Gives some rows the values that a script's statements name, and others the columns' own
/// defaults: WHERE status = 'obsolete' is about rows that no seeder makes by chance. Columns of
/// unique texts get two that only normalisation makes equal. A value that the table refuses is left
/// out. Requires: an open transaction, with rows in the tables.
void give_named_values(postgres::Session& session, const seed::Schema& tables,
                       const std::set<sql::ComparedValue>& named);

}  // namespace pgstair::rows
