// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "postgres/session.h"

namespace pgstair::rows {

/// Runs a statement that may fail, without harm to the open transaction; one that takes longer than
/// half a minute fails.
postgres::StatementOutcome attempt(postgres::Session& session, const std::string& sql);

}  // namespace pgstair::rows
