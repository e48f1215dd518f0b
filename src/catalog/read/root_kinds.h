// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/snapshot.h"

namespace pgstair::catalog {

/// The names of kinds, which are the names of the files in queries/.
using Kinds = std::set<std::string, std::less<>>;
using KindsByRoot = std::map<ObjectAddress, Kinds>;

/// Two words that stand among the kinds in queries/catalog_rows.sql: all kinds of the root; and,
/// that an extension brought the root.
inline constexpr std::string_view every_kind = "*";
inline constexpr std::string_view member = "member";

/// Adds the kinds that a text of catalog_rows.sql names: "table column".
void add_kinds(std::string_view text, Kinds& to);

/// What is read of a root of which the rows of the catalogs say `named`: of one that an extension
/// brought, only what it may have that the extension did not bring.
Kinds readable_kinds(std::uint32_t catalog, Kinds named);

/// What is read of every root of a system catalog that an extension brought.
Kinds kinds_of_member(std::uint32_t catalog);

/// "{1,2,3}": an oid[] of what `projection` takes of each.
template <typename Range, typename Projection>
std::string oid_array(const Range& range, Projection projection) {
  std::string text = "{";
  for (const auto& element : range) {
    if (text.size() > 1) text += ',';
    text += std::to_string(std::invoke(projection, element));
  }
  return text += '}';
}

}  // namespace pgstair::catalog
