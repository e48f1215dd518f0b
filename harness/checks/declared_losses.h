// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "catalog/object.h"
#include "chain/revision.h"

namespace pgstair::checks {

/// Whether `declared` ("users", "users.phone", "app.users.phone") names `object` or what it hangs
/// on.
bool covers(const std::string& declared, const catalog::Identity& object);

/// Whether the author says that a downgrade cannot bring `object` back: `-- pgstair: loses NAME`.
bool is_declared(const chain::Revision& revision, const catalog::Identity& object);

}  // namespace pgstair::checks
