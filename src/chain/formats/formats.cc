// SPDX-License-Identifier: MIT
#include "chain/formats/readers.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

std::string before_underscore(const std::string& id) { return id.substr(0, id.find('_')); }

std::string without_dashes(const std::string& id) {
  return replace_all(before_underscore(id), "-", "");
}

/// V1_2__name is 1.2.
std::string with_dots(const std::string& id) {
  const std::size_t begin = id.starts_with('V') || id.starts_with('v') ? 1 : 0;
  return replace_all(id.substr(begin, id.find("__") - begin), "_", ".");
}

}  // namespace

const std::vector<Format>& formats() {
  static const std::vector<Format> all{
      {.name = "native",
       .looks_like = "N_name.sql with -- migrate:up (dbmate's format)",
       .closer_than = {"sqlx", "plain"},
       .recognise = recognise_native,
       .read = read_native,
       .version_table = {.name = "schema_migrations",
                         .version = "version::text",
                         .version_of = before_underscore}},
      {.name = "golang-migrate",
       .looks_like = "N_name.up.sql beside N_name.down.sql",
       .closer_than = {"plain"},
       .recognise = recognise_golang_migrate,
       .read = read_golang_migrate,
       .version_table = {.name = "schema_migrations",
                         .version = "version::text",
                         .failed = "dirty",
                         .holds_last = true,
                         .version_of = before_underscore}},
      {.name = "goose",
       .looks_like = "N_name.sql with -- +goose Up",
       .closer_than = {"sqlx", "plain"},
       .recognise = recognise_goose,
       .read = read_goose,
       .version_table = {.name = "goose_db_version",
                         .version = "version_id::text",
                         .where =
                             "version_id > 0 AND is_applied AND NOT EXISTS (SELECT FROM @ "
                             "later WHERE later.version_id = v.version_id AND later.id > v.id)",
                         .version_of = before_underscore}},
      {.name = "diesel",
       .looks_like = "N_name/up.sql beside N_name/down.sql",
       .closer_than = {},
       .recognise = recognise_diesel,
       .read = read_diesel,
       .version_table = {.name = "__diesel_schema_migrations",
                         .version = "version::text",
                         .version_of = without_dashes}},
      {.name = "sqlx",
       .looks_like = "N_name.sql, or N_name.up.sql and .down.sql, in a Rust package",
       .closer_than = {"golang-migrate", "plain"},  // as it is recognised only in a Rust package
       .recognise = recognise_sqlx,
       .read = read_sqlx,
       .version_table = {.name = "_sqlx_migrations",
                         .version = "version::text",
                         .failed = "NOT success",
                         .version_of = before_underscore}},
      {.name = "flyway",
       .looks_like = "V1.2__name.sql, U1.2__name.sql, R__name.sql",
       .closer_than = {},
       .recognise = recognise_flyway,
       .read = read_flyway,
       .version_table = {.name = "flyway_schema_history",
                         .version = "version::text",
                         .where = "version IS NOT NULL AND type <> 'BASELINE'",
                         .failed = "NOT success",
                         .version_of = with_dots}},
      {.name = "plain",
       .looks_like = "numbered SQL files, 001_name.sql",
       .closer_than = {},
       .recognise = recognise_plain,
       .read = read_plain,
       .version_table = {.name = "schema_migrations",
                         .version = "version::text",
                         .version_of = before_underscore}},
  };
  return all;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const auto& format : formats()) names.emplace_back(format.name);
  return names;
}

}  // namespace pgstair::chain
