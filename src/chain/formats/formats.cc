// SPDX-License-Identifier: MIT
#include "chain/formats/readers.h"
#include "chain/script_sessions.h"

namespace pgstair::chain {

const std::vector<Format>& formats() {
  static const std::vector<Format> all{native_format(),  golang_migrate_format(),
                                       goose_format(),   diesel_format(),
                                       sqlx_format(),    flyway_format(),
                                       prisma_format(),  sql_migrate_format(),
                                       tern_format(),    liquibase_format(),
                                       drizzle_format(), node_pg_migrate_format(),
                                       sqitch_format(),  pop_format(),
                                       hasura_format(),  plain_format()};
  return all;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const auto& format : formats()) names.emplace_back(format.name);
  return names;
}

const Format* find_format(std::string_view name) {
  for (const auto& format : formats()) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

std::string version_table_sql(std::string_view name) {
  const Format* format = find_format(name);
  return format == nullptr ? "" : std::string(format->version_table.made_by);
}

bool runs_in_one_session(std::string_view name) {
  const Format* format = find_format(name);
  return format != nullptr && format->one_session;
}

bool has_session_for_each_script(std::string_view format) { return format == "sqitch"; }

std::string_view outside_transaction(std::string_view name) {
  const Format* format = find_format(name);
  return format == nullptr ? std::string_view() : format->outside_transaction;
}

PsqlParts psql_parts(std::string_view name) {
  const Format* format = find_format(name);
  return format == nullptr ? PsqlParts() : format->psql_parts;
}

}  // namespace pgstair::chain
