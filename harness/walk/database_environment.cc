// SPDX-License-Identifier: MIT
#include "walk/database_environment.h"

#include "postgres/connection_string.h"

namespace pgstair::walk {

std::vector<std::string> database_environment(const postgres::ScratchDatabase& database) {
  std::vector<std::string> environment{"DATABASE_URL=" + database.url(),
                                       "PGDATABASE=" + database.name()};
  const auto connection = postgres::ConnectionString::parse(database.url());
  for (const auto& [keyword, variable] : {std::pair{"host", "PGHOST"},
                                          {"port", "PGPORT"},
                                          {"user", "PGUSER"},
                                          {"password", "PGPASSWORD"}}) {
    const std::string value = connection.get(keyword).value_or("");
    if (!value.empty()) environment.push_back(std::string(variable) + "=" + value);
  }
  return environment;
}

}  // namespace pgstair::walk
