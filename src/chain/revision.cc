// SPDX-License-Identifier: MIT
#include "chain/revision.h"

#include <algorithm>

#include "support/text.h"

namespace pgstair::chain {

bool mentions(const SqlScript& script, const std::string& name) {
  const std::string wanted = lower(name);
  return std::ranges::any_of(script.statements, [&](const sql::Statement& statement) {
    return has_word(lower(statement.text), wanted);
  });
}

}  // namespace pgstair::chain
