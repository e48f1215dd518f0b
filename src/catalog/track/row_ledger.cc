// SPDX-License-Identifier: MIT
#include "catalog/track/row_ledger.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace pgstair::catalog {

RowLedger::Use RowLedger::use(const RootKey& root, std::string_view kinds, std::int64_t version) {
  auto text = kinds_texts_.find(kinds);
  if (text == kinds_texts_.end()) text = kinds_texts_.emplace(kinds).first;
  return {root, &*text, version};
}

bool RowLedger::knows(std::size_t source, std::int64_t key, std::int64_t place) const {
  const auto row = sources_[source].rows.find(key);
  return row != sources_[source].rows.end() && row->second.place == place;
}

void RowLedger::put(std::size_t source, std::int64_t key, Row row, KindsByRoot& touched) {
  std::ranges::sort(row.uses);
  Row& known = sources_[source].rows[key];
  std::vector<Use> gone;
  std::vector<Use> added;
  std::ranges::set_difference(known.uses, row.uses, std::back_inserter(gone));
  std::ranges::set_difference(row.uses, known.uses, std::back_inserter(added));
  for (const Use& use : gone) note(use, -1, touched);
  for (const Use& use : added) note(use, +1, touched);
  sources_[source].places += row.place - known.place;
  known = std::move(row);
}

void RowLedger::strike_out(std::size_t source, std::int64_t key, KindsByRoot& touched) {
  const auto row = sources_[source].rows.find(key);
  if (row == sources_[source].rows.end()) return;
  for (const Use& use : row->second.uses) note(use, -1, touched);
  sources_[source].places -= row->second.place;
  sources_[source].rows.erase(row);
}

void RowLedger::note(const Use& use, int change, KindsByRoot& touched) {
  add_kinds(*use.kinds, touched[use.root]);
  auto& uses = uses_of_roots_[use.root];
  if ((uses[use.kinds] += change) == 0) uses.erase(use.kinds);
  if (uses.empty()) uses_of_roots_.erase(use.root);
}

Kinds RowLedger::kinds_of(const RootKey& root) const {
  const auto found = uses_of_roots_.find(root);
  if (found == uses_of_roots_.end()) return {};
  Kinds kinds;
  for (const auto& [text, count] : found->second) add_kinds(*text, kinds);
  return readable_kinds(root.catalog, std::move(kinds));
}

KindsByRoot RowLedger::all() const {
  KindsByRoot result;
  for (const auto& [root, uses] : uses_of_roots_) {
    if (Kinds kinds = kinds_of(root); !kinds.empty()) result.emplace(root, std::move(kinds));
  }
  return result;
}

KindsByRoot RowLedger::readable(KindsByRoot touched) const {
  for (auto& [root, kinds] : touched) {
    Kinds present = kinds_of(root);
    const bool all = kinds.contains(every_kind) || kinds.contains(member) ||
                     present == kinds_of_member(root.catalog);
    if (all) {
      kinds = std::move(present);
    } else {
      std::erase_if(kinds, [&](const std::string& kind) { return !present.contains(kind); });
    }
  }
  return touched;
}

}  // namespace pgstair::catalog
