// SPDX-License-Identifier: MIT
#include "walk/database_environment.h"

#include "postgres/session.h"

namespace pgstair::walk {

std::vector<std::string> database_environment(const postgres::ScratchDatabase& database) {
  std::vector<std::string> environment{"DATABASE_URL=" + database.url(),
                                       "PGDATABASE=" + database.name()};
  for (const auto& [keyword, variable] : {std::pair{"host", "PGHOST"},
                                          {"port", "PGPORT"},
                                          {"user", "PGUSER"},
                                          {"password", "PGPASSWORD"}}) {
    const std::string value = postgres::connection_parameter(database.conninfo(), keyword);
    if (!value.empty()) environment.push_back(std::string(variable) + "=" + value);
  }
  return environment;
}

}  // namespace pgstair::walk
