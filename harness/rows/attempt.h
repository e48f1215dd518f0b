// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "postgres/session.h"

namespace pgstair::rows {

/// Runs a statement that may fail, without harm to the open transaction; one that takes longer than
/// half a minute fails.
postgres::StatementOutcome attempt(postgres::Session& session, const std::string& sql);

/// An UPDATE of one row of a table, as `r`: the one at `place`, from 0, counted from the first or
/// the last. `assignment`: column = expression.
enum class CountedFrom { first, last };
std::string update_of_one_row(const std::string& table, const std::string& assignment,
                              CountedFrom end, int place);

}  // namespace pgstair::rows
