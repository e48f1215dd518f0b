// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/schema/schema.h"

namespace pgstair::seed {

/// How many rows each of the tables has; foreign ones are not looked at. `before`: statements that
/// go to the server with the question.
std::vector<std::uint64_t> count_rows(postgres::Session& session,
                                      const std::vector<const Table*>& tables,
                                      std::string before = "");

}  // namespace pgstair::seed
