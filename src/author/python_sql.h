// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

/// SQL within the Python of an Alembic revision.
namespace pgstair::author {

/// A text as a Python string: in three quotes where it has several lines, raw where it has
/// backslashes.
std::string python_string(std::string_view text);

/// `op.execute(…)` of a statement, without its ';'. Colons that SQLAlchemy would take for the name
/// of a parameter are escaped: `' :x'` is `' \:x'`.
std::string op_execute(std::string_view statement);

}  // namespace pgstair::author
