// SPDX-License-Identifier: MIT
#pragma once

#include "chain/read.h"

/// One function per format, each in its own file with all that is known of the tool; formats.cc
/// lists them.
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
Format plain_format();

}  // namespace pgstair::chain
