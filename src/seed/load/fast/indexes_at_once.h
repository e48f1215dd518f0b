// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/schema/schema.h"

/// Indexes of many new rows, built when the rows are there instead of row by row, which takes most
/// of the time that loading takes: what pg_restore does.
///
/// None is dropped. In the open transaction they are marked as not maintained, the rows go in, and
/// REINDEX builds them and marks them as they were: the same objects under the same OIDs, with
/// their comments, constraints and statistics. A rollback leaves them as if nothing had been. It is
/// done only for a table without a row, so that there is no entry of the user's in them, and that
/// nobody else uses at the moment; nobody does until the transaction ends, as after TRUNCATE.
namespace pgstair::seed {

/// The indexes, quoted, that are not maintained from now on; none if something is in the way: the
/// role is no superuser, the table has rows, somebody uses it, a trigger or a function of the
/// user's might look for a row by an index while there is none.
/// Requires: afterwards build_indexes(), or a rollback.
std::vector<std::string> postpone_indexes(postgres::Session& session, const Table& table);

/// Builds them; false if the rows contradict one. The transaction has then failed, up to a
/// savepoint.
bool build_indexes(postgres::Session& session, const std::vector<std::string>& indexes);

}  // namespace pgstair::seed
