// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chain/revision.h"

namespace pgstair::chain {

/// Something wrong with the chain's files or its graph, known without a database.
/// `code` is a finding's code (`two-heads`, `missing-parent` …).
struct Fault {
  std::string code;
  std::string message;
  Location location;
  std::string revision;  ///< the id concerned, or empty
  std::string advice;
  bool is_possible = false;  ///< the text does not tell for certain
};

/// The directed acyclic graph of revisions.
///
/// Revisions are held in topological order: a revision comes after all its parents, and among
/// those that could come next, the one that the reader listed first comes first. So a linear chain
/// stays as it was read. Building costs O(revisions + edges).
class Chain {
 public:
  Chain() = default;

  /// Orders `revisions` and appends what is wrong to `faults`: `two-heads`, `cycle`,
  /// `missing-parent`, `duplicate-id`, `empty-chain`. Revisions that cannot be ordered
  /// (on a cycle, after a missing parent, a second with the same id) are left out of the chain,
  /// and so is what comes after them.
  static Chain build(std::vector<Revision> revisions, std::vector<Fault>& faults);

  std::span<const Revision> revisions() const { return revisions_; }
  bool empty() const { return revisions_.empty(); }
  std::size_t size() const { return revisions_.size(); }

  /// Position in revisions() of the revision with this id; Requires: contains(id).
  std::size_t index_of(std::string_view id) const;
  bool contains(std::string_view id) const;

  /// Positions of the parents and the children of the revision at `index`, ascending.
  const std::vector<std::size_t>& parents(std::size_t index) const { return parents_[index]; }
  const std::vector<std::size_t>& children(std::size_t index) const { return children_[index]; }

  /// Positions of the revisions without children, and without parents.
  std::vector<std::size_t> heads() const;
  std::vector<std::size_t> bases() const;

 private:
  std::vector<Revision> revisions_;
  std::vector<std::vector<std::size_t>> parents_;
  std::vector<std::vector<std::size_t>> children_;
  std::vector<std::size_t> by_id_;  ///< positions, sorted by id
};

/// The id of the revision meant by `name`, relative to `current` (an id, or empty for base):
/// `head`, `base` (the empty id), an id, a unique prefix of one, the label after its number,
/// `+2`, `-1`, `REV+1`, `REV-1`. Throws UsageError naming the nearest id, or the several that
/// match, or saying that a step is ambiguous at a branch.
std::string resolve(const Chain& chain, std::string_view name, std::string_view current = "");

/// The same for a name that stands in a file or a flag: an id is taken before anything that it may
/// mean besides, and the UsageError tells `location`.
std::string revision_named(const Chain& chain, const std::string& name, const Location& location);

}  // namespace pgstair::chain
