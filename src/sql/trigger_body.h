// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string_view>

#include "sql/facts.h"

namespace pgstair::sql {

/// The tables that a trigger's function inserts into by statements of its own, if its body is
/// PL/pgSQL; none for another language. What EXECUTE or another function does is not known.
std::set<Name> inserts_of_trigger(std::string_view body);

}  // namespace pgstair::sql
