// SPDX-License-Identifier: MIT
#include "walk/contested.h"

#include <algorithm>
#include <ranges>
#include <string_view>

#include "support/contains.h"

namespace pgstair::walk {

bool is_list(const std::string& attribute) {
  constexpr std::string_view lists[] = {"privileges", "column_privileges", "values",
                                        "options",    "settings",          "inherits"};
  return contains(lists, attribute);
}

bool BranchChanges::concerns(std::size_t index, std::size_t begin, std::size_t end) const {
  if (ancestry_.is_linear()) return false;
  for (std::size_t later = std::max(begin, index + 1); later < end; ++later) {
    if (!ancestry_.builds_on(later, index)) return true;
  }
  return false;
}

std::vector<Contested> BranchChanges::note(std::size_t index,
                                           const catalog::Difference& difference) {
  std::vector<Contested> contested;
  if (ancestry_.is_linear()) return contested;
  for (const auto& change : difference) {
    if (change.kind == catalog::ChangeKind::reordered) continue;
    if (change.kind != catalog::ChangeKind::changed) {
      note_one(index, {change.identity, ""}, std::nullopt, contested);
      continue;
    }
    for (const auto& attribute : change.attributes) {
      if (!catalog::is_sequence_value(attribute))
        note_one(index, {change.identity, attribute.name}, attribute.before, contested);
    }
  }
  return contested;
}

void BranchChanges::note_one(std::size_t index, const Thing& thing,
                             const std::optional<std::string>& before,
                             std::vector<Contested>& contested) {
  auto& touches = touched_[thing];
  const auto other = std::ranges::find_if(touches | std::views::reverse, [&](const Touch& touch) {
    return !ancestry_.builds_on(index, touch.revision);
  });
  if (other != touches.rend())
    contested.push_back({other->revision, index, thing.first, thing.second, other->before});
  touches.push_back({index, before});
}

}  // namespace pgstair::walk
