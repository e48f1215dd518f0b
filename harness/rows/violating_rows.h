// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "postgres/session.h"
#include "rows/row_requirement.h"

/// Rows that are legal and that a revision would refuse: made, looked at, taken away.
namespace pgstair::rows {

/// Sees to it that some row violates the requirement, by changing one if there is none. Gives the
/// requirement's condition up if the server cannot evaluate it. Returns whether there is one.
/// Requires: an open transaction, with rows in the table.
bool violate(postgres::Session& session, RowRequirement& requirement);

/// Where no condition tells which rows violate it: changes one to what likely does.
bool guess_violation(postgres::Session& session, const RowRequirement& requirement);

/// Changes all rows of the table so that none violates it, where it is known how.
void satisfy(postgres::Session& session, const RowRequirement& requirement);

/// One of the rows that violate it, as JSON, shortened; empty if there is none.
std::string example_row(postgres::Session& session, const RowRequirement& requirement);

/// Removes the rows that violate it, and before them the rows that refer to them.
/// Returns how many rows of the table itself went; 0 if something keeps them there.
std::uint64_t remove_violating_rows(postgres::Session& session, const seed::Schema& schema,
                                    const RowRequirement& requirement);

/// Empties a table, and removes before that what refers to its rows; false if something keeps one.
bool remove_rows(postgres::Session& session, const seed::Schema& schema, const seed::Table& table);

}  // namespace pgstair::rows
