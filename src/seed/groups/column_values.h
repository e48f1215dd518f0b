// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "seed/conditions/pools.h"
#include "seed/groups/counted_parts.h"
#include "seed/groups/group_inputs.h"

namespace pgstair::seed {

/// The values of one column of a group, from its type, its name, its profile and the constants of
/// the conditions on it.
class ColumnValues {
 public:
  /// `candidates`: where conditions restrict the values; else null. The schema, the value maker,
  /// the profile and the decided values outlive this object.
  ColumnValues(const GroupInputs& inputs, const Column& column, CountedPart part,
               std::shared_ptr<const Candidates> candidates);

  /// The value in a row; in further attempts at that row others.
  Cell at(std::uint64_t row, std::uint64_t attempt) const;

  bool is_nullable() const { return nullable_; }

  /// False if the values were decided before, and there are no more of them.
  bool has(std::uint64_t row) const;

 private:
  bool is_null(const Request& request) const;
  std::string candidate(std::uint64_t row, const Request& request) const;
  std::string profiled(Request request) const;

  const Column* column_;
  const ValueMaker* maker_;
  RunSettings settings_;
  std::uint64_t first_row_;
  std::uint64_t name_hash_;
  TextShape shape_;
  CountedPart part_;
  bool distinct_;
  bool nullable_;
  bool null_at_first_;
  const ColumnProfile* profile_;      ///< may be null
  const std::vector<Cell>* decided_;  ///< may be null
  const ValueFamily* family_;         ///< null where more than one makes the value
  std::shared_ptr<const Candidates> candidates_;
};

}  // namespace pgstair::seed
