// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "chain/revision.h"

namespace pgstair::rows {

/// The script as one transaction can rehearse it; nothing if none can.
///
/// What its tool runs in one transaction is that already. Of a script whose statements commit one
/// by one, indexes are built and dropped without CONCURRENTLY, which asks the same of the rows; the
/// word is blanked out, so that the server's positions in a statement are right.
std::optional<chain::SqlScript> in_one_transaction(const chain::Script& script);

}  // namespace pgstair::rows
