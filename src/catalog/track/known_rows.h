// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/read/root_kinds.h"
#include "catalog/snapshot.h"

namespace pgstair::catalog {

/// What the catalog rows that came, changed or went belong to.
struct TouchedRoots {
  KindsByRoot kinds;                ///< what to read again; see KnownRows::readable()
  std::set<ObjectAddress> renamed;  ///< or a part of them was: text of others may name it
};

/// The rows that the catalogs have, by source (its position in the list of sources) and key, and
/// the roots and kinds that they matter to. What changes is noted among the touched.
class KnownRows {
 public:
  using KindsText = const std::string*;  ///< of this object: equal texts, equal pointers

  /// One thing that a row matters to.
  struct Use {
    ObjectAddress root;
    KindsText kinds = nullptr;
    std::int64_t version = 0;

    friend auto operator<=>(const Use&, const Use&) = default;
  };
  struct Row {
    std::string ctid;      ///< where it is stored; a new version is stored elsewhere
    std::size_t name = 0;  ///< hash of what others call it by
    std::vector<Use> uses;
  };
  using RowsByKey = std::unordered_map<std::int64_t, Row>;

  explicit KnownRows(std::size_t sources = 0) : sources_(sources) {}
  KnownRows(KnownRows&&) = default;
  KnownRows& operator=(KnownRows&&) = default;
  KnownRows(const KnownRows&) = delete;  // uses point into kinds_texts_
  KnownRows& operator=(const KnownRows&) = delete;

  const RowsByKey& of_source(std::size_t source) const { return sources_[source]; }
  /// Whether the version of a row at `ctid` is the one that is known.
  bool knows(std::size_t source, std::int64_t key, std::string_view ctid) const;

  Use use(const ObjectAddress& root, std::string_view kinds, std::int64_t version);
  void put(std::size_t source, std::int64_t key, Row row, TouchedRoots& touched);
  void erase(std::size_t source, std::int64_t key, TouchedRoots& touched);

  /// The kinds that a root may have objects of; none if it does not exist.
  Kinds kinds_of(const ObjectAddress& root) const;
  /// The same for every root.
  KindsByRoot all() const;
  /// What is to be read of what was touched: of each root the kinds that are there.
  KindsByRoot readable(KindsByRoot touched) const;

 private:
  void count_use(const Use& use, int change, TouchedRoots& touched);

  std::vector<RowsByKey> sources_;
  std::map<ObjectAddress, std::map<KindsText, int>> uses_of_roots_;
  std::set<std::string, std::less<>> kinds_texts_;
};

}  // namespace pgstair::catalog
