// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "author/ddl/object/context.h"

namespace pgstair::author {

/// "CONSTRAINT users_pkey PRIMARY KEY (id)"
std::string constraint_clause(const Entry& constraint);

/// Whether CREATE TABLE makes the constraint: it makes none that is not validated, and leaves out a
/// unique one that says the same as another or as the primary key.
bool fits_in_table(const Entry& constraint, const Context& context);

/// Whether the constraint comes with its table and is not written: it is inherited, or the
/// partitioned table's.
bool is_inherited(const Entry& constraint, const Context& context);

/// The constraints of a table, in the order in which people write them: keys, foreign keys, checks.
std::vector<const Entry*> constraints_in_order(const Entry& table, const Context& context);

/// What a constraint has that its definition does not say: of its index.
void write_constraint_settings(const Entry& constraint, const Context& context, Written& written);

/// The statistics targets that an index's expressions have: "column 2: 100, column 3: 50".
void write_index_statistics(const Entry& index, const std::string& targets, Written& written);

/// "CLUSTER ON" and "REPLICA IDENTITY USING INDEX", if the table has them of this index.
void write_uses_of_index(const Entry& index, const Context& context, Written& written);

}  // namespace pgstair::author
