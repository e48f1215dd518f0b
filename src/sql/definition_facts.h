// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "sql/tree.h"

/// What definitions touch: the part of facts() that is about CREATE, ALTER and DROP. Each function
/// takes what is in the node that its name tells, and adds to `facts`.
namespace pgstair::sql {

void describe_create_table(const Tree& create_stmt, Facts& facts);
void describe_create_foreign_table(const Tree& create_foreign_table_stmt, Facts& facts);
void describe_create_index(const Tree& index_stmt, Facts& facts);
void describe_alter_table(const Tree& alter_table_stmt, Facts& facts);
void describe_alter_domain(const Tree& alter_domain_stmt, Facts& facts);
void describe_drop(const Tree& drop_stmt, Facts& facts);

/// Whether a node of this name is a statement that is about definitions alone, whatever is in it.
bool leaves_rows_alone(std::string_view node);

}  // namespace pgstair::sql
