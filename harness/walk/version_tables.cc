// SPDX-License-Identifier: MIT
#include "walk/version_tables.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "chain/read.h"

namespace pgstair::walk {

namespace {

/// Of tools whose files chain::formats() does not read: their own commands run them.
constexpr std::array<std::string_view, 7> other_version_tables{
    "alembic_version",       "schema_migrations_history", "databasechangelog",
    "databasechangeloglock", "django_migrations",         "knex_migrations",
    "knex_migrations_lock"};

bool is_or_hangs_on(const catalog::Identity& identity, std::string_view table) {
  if (table.empty()) return false;  // of a tool that keeps none in the chain's schemas
  return identity.name == table || identity.owner.ends_with("." + std::string(table)) ||
         (identity.kind == "sequence" && identity.name.starts_with(std::string(table) + "_"));
}

}  // namespace

bool is_version_table(const catalog::Identity& identity) {
  return std::ranges::any_of(other_version_tables,
                             [&](auto table) { return is_or_hangs_on(identity, table); }) ||
         std::ranges::any_of(chain::formats(), [&](const chain::Format& format) {
           return is_or_hangs_on(identity, format.version_table.name);
         });
}

std::string why_left_alone(const std::string& schema, const std::string& table) {
  const bool theirs =
      is_version_table({.kind = "table", .schema = schema, .owner = "", .name = table});
  return theirs ? "a migration tool keeps its versions there" : "";
}

catalog::Difference made_by_chain(catalog::Difference difference, const chain::Revision& revision) {
  if (revision.up && std::holds_alternative<chain::CommandScript>(*revision.up)) {
    std::erase_if(difference,
                  [](const catalog::Change& change) { return is_version_table(change.identity); });
  }
  return difference;
}

}  // namespace pgstair::walk
