// SPDX-License-Identifier: MIT
#include <map>
#include <string>

#include "seed/values/value.h"

namespace pgstair::seed {

namespace {

std::uint64_t system_number_for(const Request& request) {
  return request.distinct ? request.ordinal + 1 : 1 + request.draw->below(1000);
}

std::string make_lsn(const Request& request) {
  return "0/" + shaped_text(TextShape::hex, system_number_for(request), unlimited).substr(24);
}

std::string make_tid(const Request& request) {
  return "(" + std::to_string(system_number_for(request)) + ",1)";
}

std::string make_snapshot(const Request& request) {
  const std::string number = std::to_string(system_number_for(request));
  return number + ":" + number + ":";
}

std::string make_numbers(const Request& request) {
  return "1 " + std::to_string(system_number_for(request) % 32'000);
}

/// Names of what every database has.
std::string make_class(const Request& request) {
  return pick(request, {"pg_catalog.pg_class", "pg_catalog.pg_type", "pg_catalog.pg_proc"});
}
std::string make_type_name(const Request& request) {
  return pick(request, {"integer", "text", "boolean", "timestamp with time zone"});
}
std::string make_function(const Request& request) {
  return pick(request, {"pg_catalog.now", "pg_catalog.version", "pg_catalog.pi"});
}
std::string make_signature(const Request& request) {
  return pick(request, {"pg_catalog.now()", "pg_catalog.version()", "pg_catalog.pi()"});
}
std::string make_config(const Request&) { return "pg_catalog.simple"; }
std::string make_schema_name(const Request& request) {
  return pick(request, {"pg_catalog", "information_schema"});
}

std::uint64_t count_few(int) { return 3; }
std::uint64_t count_one(int) { return 1; }

}  // namespace

const ValueFamily* system_family(std::string_view type_name) {
  static const std::map<std::string_view, ValueFamily> families{
      {"pg_lsn", {make_lsn, count_unlimited}},
      {"tid", {make_tid, count_unlimited}},
      {"txid_snapshot", {make_snapshot, count_unlimited}},
      {"pg_snapshot", {make_snapshot, count_unlimited}},
      {"int2vector", {make_numbers, count_unlimited}},
      {"oidvector", {make_numbers, count_unlimited}},
      {"regclass", {make_class, count_few}},
      {"regtype", {make_type_name, count_few}},
      {"regproc", {make_function, count_few}},
      {"regprocedure", {make_signature, count_few}},
      {"regconfig", {make_config, count_one}},
      {"regnamespace", {make_schema_name, count_few}}};
  const auto found = families.find(type_name);
  return found == families.end() ? nullptr : &found->second;
}

}  // namespace pgstair::seed
