// SPDX-License-Identifier: MIT
#include "author/ddl/creation.h"

#include "catalog/describe.h"
#include "catalog/difference.h"

namespace pgstair::author {

Creation write_creation(const catalog::Snapshot& before, const catalog::Snapshot& after,
                        postgres::Session& /*at_after*/) {
  Creation creation;
  for (const auto& change : catalog::diff(before, after)) {
    creation.not_written.push_back(catalog::to_string(change));
  }
  return creation;
}

}  // namespace pgstair::author
