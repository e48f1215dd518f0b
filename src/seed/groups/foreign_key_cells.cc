// SPDX-License-Identifier: MIT
#include "seed/groups/foreign_key_cells.h"

#include <utility>

namespace pgstair::seed {

ForeignKeyCells::ForeignKeyCells(const GroupInputs& inputs, const ForeignKey& key, CountedPart part,
                                 const std::set<int>& earlier)
    : settings_(inputs.settings),
      name_hash_(inputs.name_hash(key.name)),
      part_(std::move(part)),
      parents_(inputs.parents.at(&key)) {
  for (const int number : key.columns) places_.push_back(inputs.group.place_of(number));
  if (settings_.profile != nullptr) {
    profile_ = settings_.profile->column(inputs.plan.table().column(key.columns.front())->name);
  }
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    if (earlier.contains(key.columns[i])) shared_.push_back(i);
  }
  if (!shared_.empty()) index_shared();
}

void ForeignKeyCells::index_shared() {
  auto index = std::make_shared<RowsByShared>();
  for (std::size_t row = 0; row < parents_->size(); ++row) {
    std::uint64_t hash = 0;
    for (const std::size_t i : shared_) hash = hash_further(hash, parents_->at(row, i));
    (*index)[hash].push_back(row);
  }
  by_shared_ = std::move(index);
}

bool ForeignKeyCells::refers_to_none(Draw& draw) const {
  if (profile_ != nullptr) return profile_->is_null(draw);
  return draw.chance(settings_.style == Style::edge_cases ? 3 : 1, 10);
}

std::optional<std::size_t> ForeignKeyCells::choose(std::uint64_t row, std::uint64_t attempt,
                                                   const Cell* cells, bool may_be_null) const {
  Draw draw = GroupInputs::draw(settings_.seed, name_hash_, row, attempt);
  const auto counted = part_.digit(row, attempt);
  const bool none = !counted && refers_to_none(draw);
  const std::size_t size = parents_->size();
  if (size == 0 || (may_be_null && none)) return std::nullopt;
  const bool by_rank = profile_ != nullptr && places_.size() == 1;
  const std::size_t chosen = counted   ? *counted % size
                             : by_rank ? profile_->rank(draw, size)
                                       : draw.below(size);
  if (!by_shared_) return chosen;
  std::uint64_t hash = 0;
  for (const std::size_t i : shared_) {
    const Cell& cell = cells[places_[i]];
    if (!cell) return chosen;  // the key is not checked
    hash = hash_further(hash, *cell);
  }
  const auto agreeing = by_shared_->find(hash);
  if (agreeing == by_shared_->end()) return std::nullopt;
  return agreeing->second[(counted ? *counted : draw.next()) % agreeing->second.size()];
}

}  // namespace pgstair::seed
