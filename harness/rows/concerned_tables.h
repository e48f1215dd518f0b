// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <vector>

#include "rows/revision_statements.h"
#include "seed/schema/schema.h"

namespace pgstair::rows {

/// Tables by OID.
using Tables = std::set<seed::Oid>;

/// Whether a script of the revision may concern rows of tables with such names: an SQL script that
/// names one of them, or a type of their columns; any script in code.
bool may_concern_rows(const RevisionStatements& statements, const std::vector<std::string>& names);

/// The tables that are there before the revision and that it concerns: its scripts name them or a
/// type of their columns, or they are not the same in `after`. Of a script in code only the latter
/// is known, so that all tables are taken.
Tables concerned_tables(const RevisionStatements& statements, const seed::Schema& before,
                        const seed::Schema& after);

/// Whether a table has the same name, columns, keys and conditions.
bool is_same(const seed::Table& before, const seed::Table& after);

/// Whether a table of `before` has not the same columns in `after`, or is not there.
bool changes_columns(const seed::Schema& before, const seed::Schema& after);

/// The schema less all tables but those, and less the types that they do not need.
seed::Schema with_tables(const seed::Schema& schema, const Tables& tables);

/// The same with the tables that their foreign keys refer to, and their
/// partitions.
seed::Schema only(const seed::Schema& schema, const Tables& tables);

/// The tables of `schema` that must get rows for `tables` to get more: themselves, those that are
/// not among the `seeded`, and those of whose rows each can be referred to only once.
Tables in_need_of_rows(Tables tables, const seed::Schema& seeded, const seed::Schema& schema);

}  // namespace pgstair::rows
