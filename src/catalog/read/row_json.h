// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "postgres/session.h"

namespace pgstair::catalog {

/// The cells of a row from column `first` on as a JSON object: the columns' names are its keys, in
/// their order; NULL is left out. Numbers, booleans and JSON stay what they are, all else is a
/// string.
///
/// Written here and not by json_build_object(), which takes the server longer than all else that a
/// column of a table needs.
std::string row_json(const postgres::Rows& rows, std::size_t row, std::size_t first);

}  // namespace pgstair::catalog
