// SPDX-License-Identifier: MIT
#include "catalog/track/known_rows.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace pgstair::catalog {

KnownRows::Use KnownRows::use(const ObjectAddress& root, std::string_view kinds,
                              std::int64_t version) {
  auto text = kinds_texts_.find(kinds);
  if (text == kinds_texts_.end()) text = kinds_texts_.emplace(kinds).first;
  return {root, &*text, version};
}

bool KnownRows::knows(std::size_t source, std::int64_t key, std::string_view ctid) const {
  const auto row = sources_[source].find(key);
  return row != sources_[source].end() && row->second.ctid == ctid;
}

void KnownRows::put(std::size_t source, std::int64_t key, Row row, TouchedRoots& touched) {
  std::ranges::sort(row.uses);
  const auto [at, is_new] = sources_[source].try_emplace(key);
  Row& known = at->second;
  std::vector<Use> gone;
  std::vector<Use> added;
  std::ranges::set_difference(known.uses, row.uses, std::back_inserter(gone));
  std::ranges::set_difference(row.uses, known.uses, std::back_inserter(added));
  for (const Use& use : gone) count_use(use, -1, touched);
  for (const Use& use : added) count_use(use, +1, touched);
  if (!is_new && known.name != row.name) {
    for (const Use& use : row.uses) touched.renamed.insert(use.root);
  }
  known = std::move(row);
}

void KnownRows::erase(std::size_t source, std::int64_t key, TouchedRoots& touched) {
  const auto row = sources_[source].find(key);
  if (row == sources_[source].end()) return;
  for (const Use& use : row->second.uses) count_use(use, -1, touched);
  sources_[source].erase(row);
}

void KnownRows::count_use(const Use& use, int change, TouchedRoots& touched) {
  add_kinds(*use.kinds, touched.kinds[use.root]);
  auto& uses = uses_of_roots_[use.root];
  if ((uses[use.kinds] += change) == 0) uses.erase(use.kinds);
  if (uses.empty()) uses_of_roots_.erase(use.root);
}

Kinds KnownRows::kinds_of(const ObjectAddress& root) const {
  const auto found = uses_of_roots_.find(root);
  if (found == uses_of_roots_.end()) return {};
  Kinds kinds;
  for (const auto& [text, count] : found->second) add_kinds(*text, kinds);
  return readable_kinds(root.classid, std::move(kinds));
}

KindsByRoot KnownRows::all() const {
  KindsByRoot result;
  for (const auto& [root, uses] : uses_of_roots_) {
    if (Kinds kinds = kinds_of(root); !kinds.empty()) result.emplace(root, std::move(kinds));
  }
  return result;
}

KindsByRoot KnownRows::readable(KindsByRoot touched) const {
  for (auto& [root, kinds] : touched) {
    Kinds present = kinds_of(root);
    const bool all = kinds.contains(every_kind) || kinds.contains(member) ||
                     present == kinds_of_member(root.classid);
    if (all) {
      kinds = std::move(present);
    } else {
      std::erase_if(kinds, [&](const std::string& kind) { return !present.contains(kind); });
    }
  }
  return touched;
}

}  // namespace pgstair::catalog
