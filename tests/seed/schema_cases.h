// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <tuple>
#include <vector>

#include "seed/values/value.h"

namespace pgstair::seed {

/// A schema that has one of the shapes that a seeder meets.
struct SchemaCase {
  std::string name;
  std::string sql;
  std::string holds = "SELECT true";  ///< what must be true of 60 rows in each table
};

std::vector<SchemaCase> schema_cases();

inline void PrintTo(const SchemaCase& schema, std::ostream* out) { *out << schema.name; }

/// A schema, and the style of the rows in it.
using StyledCase = std::tuple<SchemaCase, Style>;

inline std::string name_of(const testing::TestParamInfo<StyledCase>& info) {
  const auto& [schema, style] = info.param;
  return schema.name + (style == Style::plain ? "Plain" : "EdgeCases");
}

}  // namespace pgstair::seed
