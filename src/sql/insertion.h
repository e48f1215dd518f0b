// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace pgstair::sql {

/// Whether the statement may add rows to a table of this name (without its schema) in which the
/// column has its default: INSERT that gives it none, DEFAULT, COPY without it; a block or call
/// that names the table. A list of values without a list of columns is taken to have one for it.
bool may_insert_default(std::string_view statement, const std::string& table,
                        const std::string& column);

}  // namespace pgstair::sql
