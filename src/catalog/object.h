// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pgstair::catalog {

/// What names an object for good: never an OID, never a bare name.
///
/// Texts are as SQL would write them (quoted where needed). `name` of a function carries its
/// argument types: `f(integer, text)`. `owner` is the object that a sub-object hangs on, schema-
/// qualified: the table of a column, constraint, index, trigger, rule or policy; else empty.
struct Identity {
  std::string kind;    ///< as people say it: "table", "materialized view", "trigger" …
  std::string schema;  ///< empty for what has none (extension, schema, database setting)
  std::string owner;
  std::string name;

  friend auto operator<=>(const Identity&, const Identity&) = default;
};

/// "trigger t on public.users", "column public.users.email", "table public.users".
std::string to_string(const Identity& identity);

/// "public.users", or the bare name of what has no schema: what a sub-object's `owner` holds.
std::string qualified_name(const Identity& identity);

/// Attribute name to value; an attribute that is absent (NULL) is not in the map.
using Attributes = std::map<std::string, std::string>;

/// An object of a database: what it is and all that is known of it.
struct Object {
  Identity identity;
  /// The attributes as the server wrote them: one JSON object of scalars, keys in fixed order.
  /// Equal text means equal attributes, so most comparisons never parse it.
  std::string json;

  friend bool operator==(const Object&, const Object&) = default;
};

/// Parses `object.json`. NULL attributes are left out; true and false read as "yes" and "no".
Attributes attributes(const Object& object);

/// The columns of a table or composite type in their physical order, quoted; empty for other kinds.
/// They stand in `json` under "columns".
std::vector<std::string> column_order(const Object& object);

}  // namespace pgstair::catalog
