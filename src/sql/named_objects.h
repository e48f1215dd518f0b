// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sql/facts.h"

/// What texts name, for who compares texts without a server.
namespace pgstair::sql {

/// Something that a statement creates under a name.
struct NamedObject {
  std::string kind;        ///< "table", "index", "function" …
  Name name;               ///< an index has its table's schema
  Name table;              ///< of a trigger
  bool may_exist = false;  ///< IF NOT EXISTS, OR REPLACE: it need not be new
};

/// "table public.users", "trigger touch on users"
std::string to_string(const NamedObject& object);

/// Nothing for a statement that creates nothing under a name, or does not parse.
std::optional<NamedObject> created_object(std::string_view statement);

/// A table, or a column of one, that a statement drops.
struct DroppedRows {
  Name table;
  std::string column;  ///< empty: the table
};
std::vector<DroppedRows> dropped_rows(std::string_view statement);

/// Why libpg_query does not parse the text, and the offset of the character at which it stops.
struct ParseError {
  std::string message;
  std::size_t offset = 0;
};
std::optional<ParseError> parse_error(std::string_view statement);

/// Adds every word of the text, and what stands in its quotes, in lower case.
void add_names(std::string_view text, std::set<std::string, std::less<>>& names);

}  // namespace pgstair::sql
