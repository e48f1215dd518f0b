// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "seed/groups/group_inputs.h"

namespace pgstair::seed {

/// A part of the unique keys of a group: a foreign key, or a column with few values. Rows count
/// through the combinations of all parts as a number counts through its digits, but each row
/// differs from the one before in every part; none comes twice before all have come.
class CountedPart {
 public:
  /// Of no unique key: chosen by chance.
  CountedPart() = default;
  /// `sizes`: how many values each of the parts has.
  CountedPart(std::shared_ptr<const std::vector<std::uint64_t>> sizes, std::size_t place)
      : sizes_(std::move(sizes)), place_(place) {}

  /// Which of its values the part has in a row; nothing if that is left to chance.
  std::optional<std::uint64_t> digit(std::uint64_t row, std::uint64_t attempt) const;

 private:
  std::shared_ptr<const std::vector<std::uint64_t>> sizes_;
  std::size_t place_ = 0;
};

/// Those of a group.
class CountedParts {
 public:
  explicit CountedParts(const GroupInputs& inputs);

  CountedPart of(const ForeignKey& key) const;
  CountedPart of(const Column& column) const;

 private:
  std::map<const ForeignKey*, CountedPart> keys_;
  std::map<int, CountedPart> columns_;  ///< by number
};

}  // namespace pgstair::seed
