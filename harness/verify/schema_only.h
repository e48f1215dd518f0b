// SPDX-License-Identifier: MIT
#pragma once

#include "chain/read.h"

namespace pgstair::verify {

/// Where the team wants a chain for the schema only: every upgrade that changes rows is a fault,
/// instead of one that changes rows and the schema. Where not, the former is none.
///
/// What is told of a script is what its text says: INSERT, UPDATE, DELETE, MERGE, COPY, TRUNCATE,
/// and a DO block with one of the first three in it. A function that is called may do more.
void heed_schema_only(bool is_wanted, chain::ReadResult& read);

}  // namespace pgstair::verify
