// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "seed/groups/counted_parts.h"
#include "seed/groups/group_inputs.h"

namespace pgstair::seed {

/// The cells of one foreign key of a group: which row of its parent each row refers to.
class ForeignKeyCells {
 public:
  /// `earlier`: columns that other foreign keys have set before (a tenant). The parents that are
  /// chosen agree in those.
  ForeignKeyCells(const GroupInputs& inputs, const ForeignKey& key, CountedPart part,
                  const std::set<int>& earlier);

  /// Where its columns are among the group's cells.
  const std::vector<std::size_t>& places() const { return places_; }

  /// A row of the parent; nothing to refer to none. `cells`: of the group, as far as they are set.
  std::optional<std::size_t> choose(std::uint64_t row, std::uint64_t attempt, const Cell* cells,
                                    bool may_be_null) const;

  /// What a row of the parent has in the key's column, by its place in the key.
  std::string value(std::size_t parent_row, std::size_t column) const {
    return parents_->at(parent_row, column);
  }

 private:
  /// Rows of the parent, by the hash of what they have in the shared columns.
  using RowsByShared = std::unordered_map<std::uint64_t, std::vector<std::size_t>>;

  void index_shared();
  bool refers_to_none(Draw& draw) const;

  RunSettings settings_;
  std::uint64_t name_hash_;
  CountedPart part_;
  std::shared_ptr<const KeyRows> parents_;
  std::vector<std::size_t> places_;
  const ColumnProfile* profile_ = nullptr;  ///< of its first column; may be null
  std::vector<std::size_t> shared_;  ///< columns that are set before, by their places in the key
  std::shared_ptr<const RowsByShared> by_shared_;  ///< null if there are none
};

}  // namespace pgstair::seed
