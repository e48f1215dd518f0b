// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/keys/integer_run.h"
#include "seed/schema/schema.h"

namespace pgstair::seed {

/// Keys of a parent that children may refer to, ascending: a list of them, or the run that they
/// are.
class KeyRows {
 public:
  /// None.
  KeyRows() = default;

  /// The first `limit` keys of the table, or fewer.
  static KeyRows read(postgres::Session& session, const Schema& schema, const Table& table,
                      const std::vector<int>& columns, std::size_t limit);

  /// Forgets all but the first `size` ones. Requires: size <= size().
  void keep(std::size_t size) { size_ = size; }

  std::size_t size() const { return size_; }
  /// The text of a key's column, by its place in the key.
  std::string at(std::size_t row, std::size_t column) const;

 private:
  std::size_t width_ = 0;
  std::size_t size_ = 0;
  std::vector<std::string> values_;  ///< row-major; empty if `run_` has them
  std::optional<IntegerRun> run_;
};

}  // namespace pgstair::seed
