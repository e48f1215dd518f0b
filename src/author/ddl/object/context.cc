// SPDX-License-Identifier: MIT
#include "author/ddl/object/context.h"

namespace pgstair::author {

catalog::Identity part_of(const catalog::Identity& identity, std::string kind) {
  catalog::Identity part = identity;
  part.kind = std::move(kind);
  return part;
}

}  // namespace pgstair::author
