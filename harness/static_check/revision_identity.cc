// SPDX-License-Identifier: MIT
#include "static_check/revision_identity.h"

#include <algorithm>

namespace pgstair::static_check {

bool is_repeatable(std::string_view format, const std::string& id) {
  return format == "flyway" && id.starts_with("R__");
}

std::string noted_version(std::string_view format, const std::string& id) {
  if (is_repeatable(format, id)) return id;
  for (const auto& known : chain::formats()) {
    if (known.name == format) return known.version_table.version_of(id);
  }
  return id;
}

ByVersion::ByVersion(const chain::ReadResult& read) : format_(read.format) {
  for (const auto& revision : read.revisions)
    revisions_[noted_version(format_, revision.id)].push_back(&revision);
}

const std::vector<const chain::Revision*>& ByVersion::of(const std::string& version) const {
  static const std::vector<const chain::Revision*> none;
  const auto found = revisions_.find(version);
  return found == revisions_.end() ? none : found->second;
}

const chain::Revision* ByVersion::same_as(const chain::Revision& other) const {
  const auto& candidates = of(noted_version(format_, other.id));
  const auto by_id = std::ranges::find(candidates, other.id, &chain::Revision::id);
  if (by_id != candidates.end()) return *by_id;
  return candidates.size() == 1 ? candidates.front() : nullptr;
}

}  // namespace pgstair::static_check
