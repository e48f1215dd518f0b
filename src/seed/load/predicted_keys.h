// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "postgres/session.h"
#include "seed/plan/order.h"
#include "seed/schema/schema.h"

/// Foreign keys whose parents are loaded later, with values that are decided before (LoadStep's
/// `predicted`).
namespace pgstair::seed {

/// The keys of `step` must not be looked at before the parents are there.
void postpone_predicted(postgres::Session& session, const LoadStep& step);

/// A row whose predicted parent the server refused cannot stay, nor what refers to that row.
/// Returns the name of a key that had such rows, or an empty text. Requires: all rows of the table
/// were loaded by us.
std::string remove_orphans(postgres::Session& session, const Schema& schema, const LoadStep& step);

}  // namespace pgstair::seed
