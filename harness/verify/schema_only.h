// SPDX-License-Identifier: MIT
#pragma once

#include "chain/read.h"
#include "report/result.h"
#include "verify/options.h"

namespace pgstair::verify {

/// Where the team wants a chain for the schema only: every upgrade that changes rows is a fault,
/// instead of one that changes rows and the schema. Where not, the former is none.
///
/// What is told of a script is what its text says: INSERT, UPDATE, DELETE, MERGE, COPY, TRUNCATE,
/// a DO block with one of the first three in it, a SELECT of a function that the chain creates with
/// one. Of a block that runs what its text does not say, and of a function that no revision
/// creates, it is told that they may.
void heed_schema_only(const Options& options, chain::ReadResult& read);

/// Gives those findings the severity that the team wants, and advice that names its own folder. Of
/// a revision whose text tells it, the walk's finding says nothing new; where the text only may, it
/// is the one that stays.
void weigh_schema_only(const Options& options, report::Result& result);

}  // namespace pgstair::verify
