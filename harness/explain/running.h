// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "postgres/session.h"

namespace pgstair::explain {

/// What other sessions are doing to the schema of this database right now: an index that is being
/// built looks like one that failed, and an open transaction may still commit. A client that was
/// killed leaves its statement running.
std::vector<std::string> find_running(postgres::Session& session);

}  // namespace pgstair::explain
