// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "explain/match.h"
#include "explain/states.h"
#include "preflight/applied_revisions.h"
#include "preflight/real_database.h"

namespace pgstair::explain {

/// A revision of which only some statements have run.
struct PartlyApplied {
  std::size_t before = 0;  ///< how many revisions of the order are applied before it
  PartialStates states;
  std::size_t statements = 0;  ///< so many have run, as far as the schema tells
  Match match;                 ///< with what they make
};

/// Where a database stands, before it is put into words.
///
/// All positions are in `states.order`: first what the version table notes, then the rest of the
/// chain. So `noted` revisions are noted, and `nearest` are there.
struct Standing {
  preflight::NotedRevisions rows;
  ChainStates states;
  std::size_t noted = 0;
  std::size_t nearest = 0;              ///< the state that the real schema is nearest to
  Match match;                          ///< with that state
  std::optional<PartlyApplied> partly;  ///< nearer still
  /// Not valid, though the chain has none of that name yet; and those that the chain has valid.
  std::vector<catalog::Identity> left_over;
  std::vector<catalog::Identity> to_rebuild;
  /// Noted, not the last, and nothing of them is there: the rest is as it should be.
  std::vector<std::size_t> never_ran;
  /// Of what the next revision makes or changes, where its statements are not known.
  std::vector<catalog::Identity> there;
  std::vector<catalog::Identity> not_there;
  bool is_empty = false;  ///< there is nothing at all
  /// Work of other sessions that is not over: nothing else was looked at then.
  std::vector<std::string> running;
  catalog::Snapshot::Unreadable unreadable;

  /// Whether the schema is exactly some state of the chain.
  bool is_equal() const { return !partly && match.is_equal(); }
  /// Whether rows of the version table could be read.
  bool has_rows() const { return !rows.table.empty() && rows.not_read.empty(); }
};

/// Finds out. `scratch` is at base, and is somewhere else afterwards. Throws UsageError if what is
/// noted cannot be applied there, EnvironmentError if the version table changes meanwhile.
Standing find_standing(preflight::RealDatabase& real, const std::string& url,
                       const verify::Options& options, source::ChainDatabase& scratch,
                       postgres::ScratchDatabases& databases);

/// The SQL of a revision's upgrade; of code, what its program says it would run; nothing if that is
/// not known.
std::optional<chain::SqlScript> script_of(source::ChainDatabase& scratch,
                                          const verify::Options& options, std::size_t index);

}  // namespace pgstair::explain
