// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "chain/read.h"

namespace pgstair::static_check {

/// Revisions by what a database notes of them.
class ByVersion {
 public:
  explicit ByVersion(const chain::ReadResult& read);

  /// All of that version, in the order of the chain.
  const std::vector<const chain::Revision*>& of(const std::string& version) const;
  bool contains(const std::string& version) const { return !of(version).empty(); }

  /// The one that is the same revision as `other`: the same id, or the only one of its version.
  const chain::Revision* same_as(const chain::Revision& other) const;

 private:
  std::string format_;
  std::map<std::string, std::vector<const chain::Revision*>> revisions_;
};

}  // namespace pgstair::static_check
