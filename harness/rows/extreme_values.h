// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "postgres/session.h"
#include "seed/schema/schema.h"

namespace pgstair::rows {

/// Whether a table has a column that takes such values.
bool may_take_extreme_values(const seed::Schema& tables);

/// Gives some rows values that columns of numeric without a precision accept and hardly ever hold:
/// NaN, infinity, forty digits. They come apart from the seeder's, so that what only they break is
/// told as such and does not hide what others do. Returns how many the tables took. Requires: an
/// open transaction, with rows in the tables.
std::size_t give_extreme_values(postgres::Session& session, const seed::Schema& tables);

}  // namespace pgstair::rows
