// SPDX-License-Identifier: MIT
#pragma once

#include "author/ddl/object/context.h"

/// Those who write relations and what hangs on them. Each adds what makes a new object of its kind,
/// without what objects of every kind have (object/belongings.h).
namespace pgstair::author {

/// Tables, partitions and foreign tables, with the columns, constraints and defaults that
/// `context.inlined` has.
void write_table(const Entry& table, const Context& context, Written& written);
/// ATTACH PARTITION of a table that was not made as one.
void write_attachment(const Entry& table, const Context& context, Written& written);

void write_column(const Entry& column, const Context& context, Written& written);
/// SET DEFAULT, of a default that is not written with its column.
void write_column_default(const Entry& column, const Context& context, Written& written);

/// ADD CONSTRAINT, of a constraint that is not written with its table.
void write_constraint(const Entry& constraint, const Context& context, Written& written);
void write_index(const Entry& index, const Context& context, Written& written);

void write_sequence(const Entry& sequence, const Context& context, Written& written);
void write_sequence_owner(const Entry& sequence, const Context& context, Written& written);
/// setval() where the sequence does not stand at its start.
void write_sequence_value(const Entry& sequence, const Context& context, Written& written);

void write_view(const Entry& view, const Context& context, Written& written);
void write_materialized_view(const Entry& view, const Context& context, Written& written);

void write_trigger(const Entry& trigger, const Context& context, Written& written);
void write_rule(const Entry& rule, const Context& context, Written& written);
void write_policy(const Entry& policy, const Context& context, Written& written);

}  // namespace pgstair::author
