// SPDX-License-Identifier: MIT
#pragma once

#include "chain/read.h"

/// One function per format, each in its own file with all that is known of the tool; formats.cc
/// lists them. `one_file` has those whose migrations hold upgrade and downgrade in one file,
/// `two_files` those that keep each in its own, `only_up` those without downgrades.
namespace pgstair::chain {

Format native_format();
Format golang_migrate_format();
Format goose_format();
Format diesel_format();
Format sqlx_format();
Format flyway_format();
Format prisma_format();
Format sql_migrate_format();
Format tern_format();
Format liquibase_format();
Format drizzle_format();
Format node_pg_migrate_format();
Format sqitch_format();
Format pop_format();
Format hasura_format();
Format plain_format();

}  // namespace pgstair::chain
