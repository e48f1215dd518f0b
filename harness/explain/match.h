// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "catalog/difference.h"
#include "preflight/real_database.h"

namespace pgstair::explain {

/// How a real schema differs from one that the chain makes: from the chain's to the real one.
struct Match {
  catalog::Difference serious;  ///< what a later revision may fail of
  catalog::Difference others;   ///< objects that no revision makes, whosoever they are
  std::size_t harmless = 0;     ///< owners, privileges, comments …: how many more

  /// Whether all is as the chain makes it, though others may have made something besides.
  bool is_equal() const { return serious.empty(); }
  bool is_exact() const { return serious.empty() && others.empty(); }
  /// Whether this is nearer than the other.
  bool operator<(const Match& other) const;
};

/// The indexes of a schema that are not valid.
std::vector<catalog::Identity> invalid_indexes_of(const catalog::Snapshot& schema);

/// The real schema, for comparisons with many states of the chain. Indexes that are not valid count
/// as not there: no query uses them, and what is to be done about them is always the same.
class RealMatch {
 public:
  RealMatch(preflight::RealSchema real, std::set<catalog::Identity> neighbours,
            std::string scratch_version);

  Match with(const catalog::Snapshot& state) const;

  /// These are all the states that the chain has: what is in none of them is made by others.
  void know(const std::vector<catalog::Snapshot>& states);

  /// Leaves these out from now on, with what hangs on them: they will be made anew.
  void leave_out(const catalog::Difference& changes);

  /// What a CREATE INDEX CONCURRENTLY left, or is still building; a partitioned table's may be
  /// meant so.
  std::vector<catalog::Identity> invalid_indexes() const {
    return invalid_indexes_of(real_.snapshot);
  }

  /// Whether it has nothing that `base` (with what others made) has not, version tables apart.
  bool is_empty(const catalog::Snapshot& base) const;

  const catalog::Snapshot::Unreadable& unreadable() const { return real_.snapshot.unreadable(); }

 private:
  catalog::Difference difference(const catalog::Snapshot& state) const;

  preflight::RealSchema real_;
  std::set<catalog::Identity> neighbours_;
  std::string scratch_version_;
  std::set<catalog::Identity> left_out_;
  std::set<catalog::Identity> of_chain_;  ///< empty: it is not known what the chain makes
};

}  // namespace pgstair::explain
