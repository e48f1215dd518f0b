// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/difference.h"
#include "chain/ancestry.h"

namespace pgstair::walk {

/// Something that two revisions change although neither builds on the other, so that it may depend
/// on the order in which a database gets them. Revisions are named by their positions.
struct Contested {
  std::size_t first = 0;  ///< in the order of the walk
  std::size_t second = 0;
  catalog::Identity identity;
  std::string attribute;              ///< empty: whether the object is there at all
  std::optional<std::string> before;  ///< its value before `first`
};

/// Whether an attribute is a list to which each revision may add its own (privileges, labels): what
/// one of them takes away again need not be all that it holds.
bool is_list(const std::string& attribute);

/// What the revisions of a chain have changed so far, as far as others do not build on them.
class BranchChanges {
 public:
  /// `ancestry` must outlive this object.
  explicit BranchChanges(const chain::Ancestry& ancestry) : ancestry_(ancestry) {}

  /// Whether a revision from `begin` up to, not including, `end` comes after this one without
  /// building on it.
  bool concerns(std::size_t index, std::size_t begin, std::size_t end) const;

  /// Takes note of what the upgrade of a revision has changed. Returns what others before it, on
  /// which it does not build, had changed: for each thing the last of them.
  /// Requires: the revisions are given in the order of the chain.
  std::vector<Contested> note(std::size_t index, const catalog::Difference& difference);

 private:
  struct Touch {
    std::size_t revision = 0;
    std::optional<std::string> before;
  };
  using Thing = std::pair<catalog::Identity, std::string>;

  void note_one(std::size_t index, const Thing& thing, const std::optional<std::string>& before,
                std::vector<Contested>& contested);

  const chain::Ancestry& ancestry_;
  std::map<Thing, std::vector<Touch>> touched_;
};

}  // namespace pgstair::walk
