// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "postgres/session.h"
#include "rows/exposure.h"

/// Rows that are legal and that a revision would refuse: made, looked at, taken away.
namespace pgstair::rows {

/// Sees to it that some row violates the exposure, by changing one if there is none. Gives the
/// exposure's condition up if the server cannot evaluate it. Returns whether there is one.
/// Requires: an open transaction, with rows in the table.
bool aim(postgres::Session& session, Exposure& exposure);

/// One of the rows that violate it, as JSON, shortened; empty if there is none.
std::string example_row(postgres::Session& session, const Exposure& exposure);

/// Removes the rows that violate it, and before them the rows that refer to them.
/// Returns how many rows of the table itself went; 0 if something keeps them there.
std::uint64_t remove_offenders(postgres::Session& session, const seed::Schema& schema,
                               const Exposure& exposure);

}  // namespace pgstair::rows
