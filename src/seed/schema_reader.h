// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/session.h"
#include "seed/schema.h"

namespace pgstair::seed {

/// Reads what is needed to make rows from the catalogs of the session's database.
/// Requires: an open transaction, which is as it was afterwards.
Schema read_schema(postgres::Session& session);

}  // namespace pgstair::seed
