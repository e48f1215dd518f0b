// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "author/ddl/object/objects.h"
#include "postgres/session.h"

namespace pgstair::author {

/// One object, or part of one, that the server has recorded to need another.
struct Dependency {
  catalog::Identity dependent;
  catalog::Identity needed;
  /// Whether it goes with the other: a sequence with the column that owns it.
  bool owned = false;
};

/// What pg_depend says of the objects that are not the server's own. What is no object of a
/// snapshot is told as what it belongs to: an array as its element's type, a member of an extension
/// as the extension. A default is the part::column_default of its column.
std::vector<Dependency> dependencies(const Objects& objects, postgres::Session& session);

}  // namespace pgstair::author
