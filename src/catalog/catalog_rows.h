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

#include "catalog/read_transaction.h"
#include "catalog/root_kinds.h"
#include "catalog/row_queries.h"
#include "catalog/snapshot.h"

namespace pgstair::catalog {

/// Which rows the catalogs had at the last look, and what they matter to; so that the next look
/// finds what changed without reading the rest.
///
/// How: a census counts the rows of each catalog, sums the places where they are stored, and tells
/// where those are that may be new, by their transaction; these are read. If count and sum still do
/// not agree, rows went, or came back with a rollback: a roll call of that catalog tells which.
class CatalogRows {
 public:
  struct Changes {
    KindsByRoot kinds;           ///< what to read again; a root that is gone has no kinds
    bool outside_names = false;  ///< roles or tablespaces, which anything may name, are others
  };

  CatalogRows() = default;
  CatalogRows(CatalogRows&&) = default;
  CatalogRows& operator=(CatalogRows&&) = default;
  CatalogRows(const CatalogRows&) = delete;  // uses point into kinds_texts_
  CatalogRows& operator=(const CatalogRows&) = delete;

  /// Looks again. The first look finds that everything changed. Throws ChangedWhileRead, and is of
  /// no use afterwards.
  Changes look(ReadTransaction& transaction, const RowQueries& queries);

  /// The kinds that a root may have objects of; none if it does not exist.
  Kinds kinds_of(const RootKey& root) const;

  /// The same for every root.
  KindsByRoot all() const;

 private:
  using KindsText = const std::string*;  ///< into kinds_texts_: equal texts, equal pointers

  /// One thing that a row matters to.
  struct Use {
    RootKey root;
    KindsText kinds = nullptr;
    std::int64_t version = 0;

    friend auto operator<=>(const Use&, const Use&) = default;
  };
  struct Row {
    std::int64_t place = 0;
    std::vector<Use> uses;
  };
  using RowsByKey = std::unordered_map<std::int64_t, Row>;
  struct Source {
    RowsByKey rows;
    std::int64_t places = 0;  ///< their sum
  };
  struct Count {
    std::size_t rows = 0;
    std::int64_t places = 0;
    std::optional<std::string> newcomers;  ///< a tid[]: where rows are that may be new
  };
  struct Census {
    std::vector<Count> sources;
    std::int64_t outside_names = 0;
    std::string next_look;
  };
  using Newcomers = std::map<std::size_t, std::string>;  ///< tid[] by source

  static Census parse_census(const postgres::Rows& rows, std::size_t sources);
  SourceSet disagreeing(const Census& census) const;
  void read_newcomers(ReadTransaction& transaction, const RowQueries& queries,
                      const Newcomers& newcomers, KindsByRoot& touched);
  postgres::Rows call_roll(ReadTransaction& transaction, const RowQueries& queries,
                           const SourceSet& sources);
  Newcomers strike_out(const postgres::Rows& roll_call, const SourceSet& called,
                       KindsByRoot& touched);
  void read_rows(const postgres::Rows& rows, KindsByRoot& touched);
  KindsText intern(std::string_view kinds);
  void put(Source& source, std::int64_t key, Row row, KindsByRoot& touched);
  void remove(Source& source, RowsByKey::iterator row, KindsByRoot& touched);
  void note(const Use& use, int change, KindsByRoot& touched);
  KindsByRoot resolved(KindsByRoot touched) const;

  std::vector<Source> sources_;
  SourceSet had_newcomers_;  ///< ever: their statement is prepared anew only when another one joins
  SourceSet were_called_;    ///< likewise
  std::map<RootKey, std::map<KindsText, int>> uses_of_roots_;
  std::set<std::string, std::less<>> kinds_texts_;
  std::string next_look_;
  std::int64_t outside_names_ = 0;
};

}  // namespace pgstair::catalog
