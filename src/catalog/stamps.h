// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "catalog/query_text.h"
#include "catalog/read_transaction.h"
#include "catalog/snapshot.h"

/// What changed in the catalogs between two moments, found without reading what it says.
namespace pgstair::catalog {

/// The names of kinds, which are the names of the files in queries/.
using Kinds = std::set<std::string, std::less<>>;
using KindsByRoot = std::map<RootKey, Kinds>;

/// A sum over the versions of the catalog rows that some kinds of a root are read from.
struct Stamp {
  RootKey root;
  std::string kinds;  ///< separated by spaces; "*": all that the root has
  std::string sum;

  friend auto operator<=>(const Stamp&, const Stamp&) = default;
};

/// The stamps of one moment, ascending.
using Stamps = std::vector<Stamp>;

Stamps read_stamps(ReadTransaction& transaction, const CatalogQueries& queries);

/// What must be read again to get from `before` to `now`; a root that is gone has no kinds.
KindsByRoot dirty_kinds(const Stamps& before, const Stamps& now);

/// The kinds that a root may have objects of; none if it does not exist.
Kinds kinds_of(const Stamps& stamps, const RootKey& root);

/// Whether roles or tablespaces, whose names appear anywhere, are others now.
bool outside_names_differ(const Stamps& before, const Stamps& now);

}  // namespace pgstair::catalog
