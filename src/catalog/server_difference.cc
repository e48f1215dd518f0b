// SPDX-License-Identifier: MIT
#include "catalog/server_difference.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

/// The first major version in which NOT NULL constraints of tables stand in pg_constraint.
constexpr int names_not_null = 18;

int major_of(std::string_view version) { return std::atoi(std::string(version).c_str()); }

bool is_named_not_null(const Change& change) {
  if (change.identity.kind != "constraint") return false;
  return std::ranges::any_of(change.attributes, [](const AttributeChange& attribute) {
    return attribute.name == "type" &&
           (attribute.before == "not null" || attribute.after == "not null");
  });
}

/// The first major version with the privilege MAINTAIN on tables.
constexpr int knows_maintain = 17;
/// The first major version in which `public` belongs to the database's owner.
constexpr int public_is_the_owners = 15;

std::string without_maintain(const std::optional<std::string>& privileges) {
  return replace_all(replace_all(privileges.value_or(""), "MAINTAIN, ", ""), ", MAINTAIN", "");
}

/// Of one that differs in nothing but that one side has MAINTAIN too.
bool is_maintain(const Change& change) {
  return change.kind == ChangeKind::changed &&
         std::ranges::all_of(change.attributes, [](const AttributeChange& attribute) {
           return attribute.name.ends_with("privileges") &&
                  without_maintain(attribute.before) == without_maintain(attribute.after);
         });
}

bool is_owner_of_public(const Change& change) {
  return change.kind == ChangeKind::changed && change.identity.kind == "schema" &&
         change.identity.name == "public" &&
         std::ranges::any_of(change.attributes, [](const AttributeChange& attribute) {
           return attribute.name == "owner" && (attribute.before == "pg_database_owner" ||
                                                attribute.after == "pg_database_owner");
         });
}

/// Each server ships its own version of contrib's extensions.
bool is_extension_version(const Change& change) {
  return change.identity.kind == "extension" && change.kind == ChangeKind::changed &&
         std::ranges::all_of(change.attributes, [](const AttributeChange& attribute) {
           return attribute.name == "version";
         });
}

}  // namespace

std::size_t remove_server_differences(Difference& difference, std::string_view version_before,
                                      std::string_view version_after) {
  const int before = major_of(version_before);
  const int after = major_of(version_after);
  if (before == after) return 0;
  const auto told_apart_by = [&](int major) { return (before < major) != (after < major); };
  return std::erase_if(difference, [&](const Change& change) {
    return is_extension_version(change) ||
           (told_apart_by(names_not_null) && is_named_not_null(change)) ||
           (told_apart_by(knows_maintain) && is_maintain(change)) ||
           (told_apart_by(public_is_the_owners) && is_owner_of_public(change));
  });
}

}  // namespace pgstair::catalog
