// SPDX-License-Identifier: MIT
#include "static_check/revision_identity.h"

#include <algorithm>

#include "chain/noted.h"

namespace pgstair::static_check {

ByVersion::ByVersion(const chain::ReadResult& read) : format_(read.format) {
  for (const auto& revision : read.revisions)
    revisions_[chain::noted_version(format_, revision)].push_back(&revision);
}

const std::vector<const chain::Revision*>& ByVersion::of(const std::string& version) const {
  static const std::vector<const chain::Revision*> none;
  const auto found = revisions_.find(version);
  return found == revisions_.end() ? none : found->second;
}

const chain::Revision* ByVersion::same_as(const chain::Revision& other) const {
  const auto& candidates = of(chain::noted_version(format_, other));
  const auto by_id = std::ranges::find(candidates, other.id, &chain::Revision::id);
  if (by_id != candidates.end()) return *by_id;
  return candidates.size() == 1 ? candidates.front() : nullptr;
}

}  // namespace pgstair::static_check
