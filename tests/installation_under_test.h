// SPDX-License-Identifier: MIT
#pragma once

#include <cstdlib>
#include <optional>

#include "server/installation.h"

namespace pgstair {

/// The Postgres that the tests run against: PGSTAIR_TEST_PG=13 picks a major version (see
/// scripts/fetch-postgres); without it the newest found, as for a user.
inline server::InstallationChoice choice_under_test() {
  server::InstallationChoice choice;
  if (const char* major = std::getenv("PGSTAIR_TEST_PG")) choice.major = std::atoi(major);
  return choice;
}

inline server::Installation installation_under_test() {
  return server::choose_installation(choice_under_test());
}

}  // namespace pgstair
