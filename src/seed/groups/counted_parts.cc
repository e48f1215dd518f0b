// SPDX-License-Identifier: MIT
#include "seed/groups/counted_parts.h"

#include <algorithm>

#include "support/contains.h"

namespace pgstair::seed {

namespace {

/// The first of the group's foreign keys that has the column; null if none has.
const ForeignKey* foreign_key_with(const Group& group, int column) {
  const auto found = std::ranges::find_if(
      group.foreign_keys, [&](const ForeignKey* key) { return contains(key->columns, column); });
  return found == group.foreign_keys.end() ? nullptr : *found;
}

}  // namespace

std::optional<std::uint64_t> CountedPart::digit(std::uint64_t row, std::uint64_t attempt) const {
  if (!sizes_) return std::nullopt;
  if (attempt >= 8 && attempt % 2 == 1) return std::nullopt;  // in vain so far: then by chance
  std::uint64_t rest = row + attempt * 7;
  std::uint64_t shift = 0;
  for (std::size_t place = 0; place < place_; ++place) {
    const std::uint64_t size = (*sizes_)[place];
    shift += rest % size;
    rest /= size;
  }
  return (rest + shift) % (*sizes_)[place_];
}

CountedParts::CountedParts(const GroupInputs& inputs) {
  const auto sizes = std::make_shared<std::vector<std::uint64_t>>();
  for (const auto& unique_key : inputs.group.keys) {
    for (const int number : unique_key.columns) {
      if (inputs.plan.distinct.contains(number)) continue;
      const CountedPart part(sizes, sizes->size());
      std::uint64_t size = 0;
      if (const ForeignKey* key = foreign_key_with(inputs.group, number)) {
        if (!keys_.try_emplace(key, part).second) continue;
        size = inputs.parents.at(key)->size();
      } else {
        if (!columns_.try_emplace(number, part).second) continue;
        size = inputs.maker.variety(inputs.plan.table().column(number)->type);
      }
      sizes->push_back(std::max<std::uint64_t>(size, 1));
    }
  }
}

CountedPart CountedParts::of(const ForeignKey& key) const {
  const auto found = keys_.find(&key);
  return found == keys_.end() ? CountedPart() : found->second;
}

CountedPart CountedParts::of(const Column& column) const {
  const auto found = columns_.find(column.number);
  return found == columns_.end() ? CountedPart() : found->second;
}

}  // namespace pgstair::seed
