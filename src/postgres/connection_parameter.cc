// SPDX-License-Identifier: MIT
#include <libpq-fe.h>

#include <memory>

#include "postgres/session.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::postgres {

std::string connection_parameter(const std::string& conninfo, const std::string& keyword) {
  char* problem = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(conninfo.c_str(), &problem), PQconninfoFree);
  if (options == nullptr) {
    const std::unique_ptr<char, decltype(&PQfreemem)> owned(problem, PQfreemem);
    throw UsageError("this is not a connection string: " +
                     std::string(owned ? trim(owned.get()) : "?"));
  }
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (keyword == option->keyword) return option->val != nullptr ? option->val : "";
  }
  return {};
}

}  // namespace pgstair::postgres
