// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "author/ddl/object/context.h"

namespace pgstair::author {

/// "email varchar(200) NOT NULL DEFAULT ''": a column as CREATE TABLE and ADD COLUMN take it.
/// `typed_by_table` is for a table OF a type, whose columns have their types.
std::string column_clause(const Entry& column, const Context& context, bool typed_by_table = false);

/// What a column has that its clause does not say: storage, statistics target, options.
void write_column_settings(const Entry& column, const Context& context, Written& written);

/// Takes away what a column has come by from the one that it inherits and is not to have.
void write_what_is_not_inherited(const Entry& column, const Entry& inherited,
                                 const Context& context, Written& written);

/// How a column that a table inherits, and does not declare, has more than what it inherits.
void write_inherited_column(const Entry& column, const Entry& inherited, const Context& context,
                            Written& written);

/// The first of the tables that `table` inherits from, or is a partition of, that has the column.
const Entry* inherited_column(const Entry& table, const std::string& column,
                              const Context& context);

/// "public.a, public.b" one by one.
std::vector<std::string> parents_of(const Entry& table);

}  // namespace pgstair::author
