// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "postgres/session.h"
#include "seed/schema/schema.h"

namespace pgstair::probe {

/// A row of a parent that a foreign key holds.
struct ReferencedRow {
  using Key = std::pair<const seed::Table*, const seed::ForeignKey*>;  ///< the child, and its key
  std::string place;        ///< a condition that selects the row
  std::vector<Key> others;  ///< that hold it as well
};

/// Which rows of each table are referred to, and by which keys; asked once a table.
class ReferencedRows {
 public:
  ReferencedRows(postgres::Session& session, const seed::Schema& schema);

  /// Up to `most` rows of `parent` that `key` holds, first those that the fewest others hold.
  std::vector<ReferencedRow> referenced_by(const seed::Table& parent, const seed::ForeignKey& key,
                                           std::size_t most) const;

 private:
  struct Row {
    std::string place;
    std::vector<bool> referenced;  ///< by each key that refers to the table
  };
  const std::vector<Row>& rows_of(const seed::Table& parent) const;

  postgres::Session& session_;
  std::map<seed::Oid, std::vector<ReferencedRow::Key>> keys_;  ///< by parent
  mutable std::map<seed::Oid, std::vector<Row>> rows_;         ///< a cache
};

}  // namespace pgstair::probe
