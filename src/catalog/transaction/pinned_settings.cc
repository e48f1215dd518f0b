// SPDX-License-Identifier: MIT
#include "catalog/transaction/pinned_settings.h"

#include <span>
#include <utility>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

using Setting = std::pair<const char*, const char*>;

/// One statement for many settings takes the server a third of the time of a SET for each.
std::string set_locally(std::span<const Setting> settings) {
  std::vector<std::string> calls;
  for (const auto& [name, value] : settings) {
    calls.push_back(std::string("pg_catalog.set_config('") + name + "', '" + value + "', true)");
  }
  return "SELECT " + join(calls, ", ");
}

/// The deparse leaves out schemas on the search path, rounds floats, and so on: what pg_dump pins
/// (setup_connection in pg_dump.c), and the time zone. Generic plans, because planning a statement
/// over a dozen catalogs takes longer than running it.
constexpr Setting pinned[] = {
    {"search_path", "pg_catalog, pg_temp"},
    {"datestyle", "ISO"},
    {"intervalstyle", "postgres"},
    {"timezone", "UTC"},
    {"extra_float_digits", "3"},
    {"quote_all_identifiers", "off"},
    {"row_security", "off"},
    {"statement_timeout", "0"},
    {"lock_timeout", "5s"},
    {"bytea_output", "hex"},
    {"jit", "off"},
    {"plan_cache_mode", "force_generic_plan"},
};

constexpr Setting any[] = {
    {"enable_seqscan", "on"},   {"enable_nestloop", "on"}, {"enable_hashjoin", "on"},
    {"enable_mergejoin", "on"}, {"enable_sort", "on"},     {"random_page_cost", "1.1"},
};
constexpr Setting hashing_only[] = {
    {"enable_seqscan", "on"},    {"enable_nestloop", "off"}, {"enable_hashjoin", "on"},
    {"enable_mergejoin", "off"}, {"enable_sort", "off"},
};
constexpr Setting lookups_only[] = {
    {"enable_seqscan", "off"},   {"enable_nestloop", "on"}, {"enable_hashjoin", "off"},
    {"enable_mergejoin", "off"}, {"enable_sort", "on"},     {"random_page_cost", "0.1"},
};
constexpr Setting scan_and_look_up[] = {
    {"enable_seqscan", "on"},    {"enable_nestloop", "on"}, {"enable_hashjoin", "off"},
    {"enable_mergejoin", "off"}, {"enable_sort", "on"},     {"random_page_cost", "0.1"},
};

}  // namespace

const std::string& settings_of(Planning planning) {
  static const std::string of_any = set_locally(any);
  static const std::string of_hashing = set_locally(hashing_only);
  static const std::string of_lookups = set_locally(lookups_only);
  static const std::string of_scan = set_locally(scan_and_look_up);
  switch (planning) {
    case Planning::hashing_only:
      return of_hashing;
    case Planning::lookups_only:
      return of_lookups;
    case Planning::scan_and_look_up:
      return of_scan;
    case Planning::any:
      break;
  }
  return of_any;
}

std::string pin_settings() { return set_locally(pinned); }

const std::string& pin_settings_and_planning() {
  static const std::string statement = [] {
    std::vector<Setting> all(std::begin(pinned), std::end(pinned));
    all.insert(all.end(), std::begin(scan_and_look_up), std::end(scan_and_look_up));
    return set_locally(all);
  }();
  return statement;
}

std::vector<std::string> opening_of_read(InTransaction in_transaction) {
  return {in_transaction == InTransaction::yes ? "SAVEPOINT pgstair_snapshot"
                                               : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
          "SET LOCAL SESSION AUTHORIZATION DEFAULT", "SET LOCAL ROLE NONE"};
}

std::vector<std::string> closing_of_read(InTransaction in_transaction) {
  if (in_transaction == InTransaction::no) return {"ROLLBACK"};
  return {"ROLLBACK TO SAVEPOINT pgstair_snapshot", "RELEASE SAVEPOINT pgstair_snapshot"};
}

}  // namespace pgstair::catalog
