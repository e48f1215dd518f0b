// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/read/root_kinds.h"
#include "catalog/snapshot.h"

namespace pgstair::catalog {

/// The rows that the catalogs have, by source (its position in RowQueries::sources()) and key, and
/// the roots and kinds that they matter to. What changes is noted among the `touched`.
class RowLedger {
 public:
  using KindsText = const std::string*;  ///< of the ledger: equal texts, equal pointers

  /// One thing that a row matters to.
  struct Use {
    RootKey root;
    KindsText kinds = nullptr;
    std::int64_t version = 0;

    friend auto operator<=>(const Use&, const Use&) = default;
  };
  struct Row {
    std::int64_t place = 0;  ///< where it is stored; a new version is stored elsewhere
    std::vector<Use> uses;
  };
  using RowsByKey = std::unordered_map<std::int64_t, Row>;

  explicit RowLedger(std::size_t sources = 0) : sources_(sources) {}
  RowLedger(RowLedger&&) = default;
  RowLedger& operator=(RowLedger&&) = default;
  RowLedger(const RowLedger&) = delete;  // uses point into kinds_texts_
  RowLedger& operator=(const RowLedger&) = delete;

  const RowsByKey& rows(std::size_t source) const { return sources_[source].rows; }
  /// Whether a version of a row is the one that is known.
  bool knows(std::size_t source, std::int64_t key, std::int64_t place) const;
  /// The sum of the places of a source's rows.
  std::int64_t places(std::size_t source) const { return sources_[source].places; }

  Use use(const RootKey& root, std::string_view kinds, std::int64_t version);
  void put(std::size_t source, std::int64_t key, Row row, KindsByRoot& touched);
  void strike_out(std::size_t source, std::int64_t key, KindsByRoot& touched);

  /// The kinds that a root may have objects of; none if it does not exist.
  Kinds kinds_of(const RootKey& root) const;
  /// The same for every root.
  KindsByRoot all() const;
  /// What is to be read of what was touched: of each root the kinds that are there.
  KindsByRoot readable(KindsByRoot touched) const;

 private:
  struct Source {
    RowsByKey rows;
    std::int64_t places = 0;
  };

  void note(const Use& use, int change, KindsByRoot& touched);

  std::vector<Source> sources_;
  std::map<RootKey, std::map<KindsText, int>> uses_of_roots_;
  std::set<std::string, std::less<>> kinds_texts_;
};

}  // namespace pgstair::catalog
