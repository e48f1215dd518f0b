// SPDX-License-Identifier: MIT
#include "catalog/read/root_kinds.h"

#include <array>
#include <utility>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

/// What is read of a root that an extension brought, by the OID of the system catalog (pg_class …),
/// which is the same in every cluster; of other roots nothing.
constexpr std::array<std::pair<std::uint32_t, std::string_view>, 7> kinds_of_members{{
    {1259, "brought_relation"},
    {1247, "brought_type"},
    {1255, "brought_function"},
    {2615, "brought_schema"},
    {2612, "brought_language"},
    {1417, "brought_foreign_server"},
    {2328, "brought_foreign_data_wrapper"},
}};

}  // namespace

void add_kinds(std::string_view text, Kinds& to) {
  for (const std::string_view kind : split(text, ' ')) {
    if (!kind.empty()) to.emplace(kind);
  }
}

Kinds readable_kinds(std::uint32_t catalog, Kinds named) {
  named.erase(std::string(every_kind));
  const bool is_member = named.erase(std::string(member)) != 0;
  return is_member && !named.empty() ? kinds_of_member(catalog) : named;
}

Kinds kinds_of_member(std::uint32_t catalog) {
  for (const auto& [oid, kind] : kinds_of_members) {
    if (oid == catalog) return {std::string(kind)};
  }
  return {};
}

}  // namespace pgstair::catalog
