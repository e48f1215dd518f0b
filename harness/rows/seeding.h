// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "rows/concerned_tables.h"
#include "seed/seed.h"
#include "walk/rehearsal.h"

namespace pgstair::rows {

/// Whether a migration tool keeps its versions in the table: it is called as one of theirs is, or,
/// for Alembic lets a project call it anything, has the one column that Alembic's has.
bool is_version_table(const seed::Table& table);

/// How tables are filled: not those in which migration tools keep their versions.
/// `cache`: of earlier fills of the same database.
seed::Options filling(seed::RunSettings settings, std::shared_ptr<seed::FillCache> cache =
                                                      std::make_shared<seed::RememberingCache>());

/// The same before a revision that concerns `concerned`, for the tables of `schema`. Those that the
/// others only refer to get fewer rows: enough to choose from.
seed::Options filling_before(seed::RunSettings settings, const Tables& concerned,
                             const seed::Schema& schema, std::shared_ptr<seed::FillCache> cache);

/// The same after a revision, for more rows in `tables` of `schema`, whose rows so far are of the
/// time of `seeded`. Those that they only refer to get none.
seed::Options filling_later(seed::RunSettings settings, const Tables& tables,
                            const seed::Schema& seeded, const seed::Schema& schema,
                            std::shared_ptr<seed::FillCache> cache);

/// Notes how many rows the tables of `rehearsed` got, and why which of them got none. (Other tables
/// only have rows for writes to be tried.)
void note_what_is_not_seeded(const seed::Report& report, const seed::Schema& rehearsed,
                             walk::RowsRecord& record);

}  // namespace pgstair::rows
