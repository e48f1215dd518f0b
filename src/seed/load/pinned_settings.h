// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "postgres/session.h"

namespace pgstair::seed {

/// For the open transaction: whatever the session's settings, the text of values means the same,
/// and constraints speak at once.
void pin_settings(postgres::Session& session);

/// The statements that do that.
std::string pinned_settings();

}  // namespace pgstair::seed
