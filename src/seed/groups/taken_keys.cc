// SPDX-License-Identifier: MIT
#include "seed/groups/taken_keys.h"

#include <optional>

namespace pgstair::seed {

namespace {

constexpr std::uint64_t strict_attempts = 30;  // after which a key that may be left alone is

}  // namespace

TakenKeys::TakenKeys(const Group& group) {
  for (const auto& key : group.keys) {
    Key& mine = keys_.emplace_back();
    for (const int number : key.columns) mine.places.push_back(group.place_of(number));
    mine.nulls_not_distinct = key.nulls_not_distinct;
    mine.only_sometimes = key.only_sometimes;
  }
}

bool TakenKeys::take_if_new(const CellRow& cells, std::uint64_t attempt) {
  std::vector<std::optional<std::uint64_t>> hashes;
  for (const Key& key : keys_) {
    std::uint64_t hash = 1;
    bool has_null = false;
    for (const std::size_t place : key.places) {
      has_null = has_null || !cells[place];
      hash = hash_further(hash, cells[place].value_or("\x01NULL"));
    }
    hashes.emplace_back();
    if (has_null && !key.nulls_not_distinct) continue;
    if (key.only_sometimes && attempt >= strict_attempts) continue;
    if (key.taken.contains(hash)) return false;
    hashes.back() = hash;
  }
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (hashes[i]) keys_[i].taken.insert(*hashes[i]);
  }
  return true;
}

}  // namespace pgstair::seed
