// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sql/facts.h"

namespace pgstair::sql {

/// A function or procedure that a statement creates, with what stands in its quotes; of BEGIN
/// ATOMIC the whole statement.
struct RoutineBody {
  Name name;
  std::string body;
};

/// Nothing for other statements, and for what does not parse.
std::optional<RoutineBody> routine_body(std::string_view statement);

}  // namespace pgstair::sql
