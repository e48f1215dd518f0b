// SPDX-License-Identifier: MIT
#include "chain/ancestry.h"

namespace pgstair::chain {

namespace {

bool follow_each_other(const Chain& chain) {
  for (std::size_t index = 0; index < chain.size(); ++index) {
    const auto& parents = chain.parents(index);
    const bool follows = index == 0 ? parents.empty() : parents == std::vector{index - 1};
    if (!follows) return false;
  }
  return true;
}

}  // namespace

Ancestry::Ancestry(const Chain& chain) {
  if (follow_each_other(chain)) return;
  for (std::size_t index = 0; index < chain.size(); ++index) {
    std::vector<bool> ancestors(index, false);
    for (const std::size_t parent : chain.parents(index)) {
      ancestors[parent] = true;
      for (std::size_t i = 0; i < parent; ++i) {
        if (ancestors_[parent][i]) ancestors[i] = true;
      }
    }
    ancestors_.push_back(std::move(ancestors));
  }
}

}  // namespace pgstair::chain
