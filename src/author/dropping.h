// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "author/ddl/creation.h"

namespace pgstair::author {

/// Statements that drop what `made` made, the last first: foreign keys, then whole objects, with
/// which goes what hangs on them alone. What was changed of objects that were there `before` stays,
/// and so does what has no DROP of its own (privileges, casts, operators): whoever needs to know
/// compares. `after` is the database that `made` makes.
std::vector<std::string> write_drops(const std::vector<Statement>& made,
                                     const catalog::Snapshot& before,
                                     const catalog::Snapshot& after);

}  // namespace pgstair::author
