// SPDX-License-Identifier: MIT
#include "explain/standing.h"

#include <algorithm>
#include <set>

#include "alembic/offline_sql.h"
#include "explain/running.h"
#include "preflight/drift.h"
#include "support/contains.h"
#include "support/errors.h"
#include "verify/model.h"
#include "verify/verify.h"

namespace pgstair::explain {

namespace {

using preflight::NotedRevisions;

/// First what is noted, in the order of its application, then the others in the chain's.
std::vector<std::size_t> order_of(const chain::Chain& chain, const NotedRevisions& rows) {
  std::vector<std::size_t> order = rows.applied.positions;
  for (std::size_t index = 0; index < chain.size(); ++index) {
    if (!contains(rows.applied.positions, index)) order.push_back(index);
  }
  return order;
}

std::set<catalog::Identity> identities_of(const catalog::Snapshot& snapshot) {
  std::set<catalog::Identity> identities;
  for (const auto& object : snapshot.objects()) identities.insert(object.identity);
  return identities;
}

bool contains_identity(const catalog::Difference& changes, const catalog::Identity& identity) {
  return std::ranges::any_of(
      changes, [&](const catalog::Change& change) { return change.identity == identity; });
}

/// The finding out, step by step.
class Search {
 public:
  Search(const verify::Options& options, source::ChainDatabase& scratch, const RealMatch& real,
         Standing& standing)
      : options_(options), scratch_(scratch), real_(real), standing_(standing) {}

  void run() {
    find_nearest();
    find_invalid_indexes();
    if (standing_.to_rebuild.empty()) find_partly_applied();
    if (!standing_.is_equal()) find_never_ran();
    if (!standing_.is_equal() && !standing_.partly) look_for_objects();
  }

 private:
  const ChainStates& states() const { return standing_.states; }

  /// The state that is noted, if the schema is that; else the nearest. Where several are equal, the
  /// one that is closest to what is noted or, where nothing is, the first: what comes between them
  /// changes rows only, and is no reason to believe that it ran.
  void find_nearest() {
    matches_.resize(states().after.size());
    standing_.nearest = standing_.noted;
    consider(standing_.noted);
    if (!matches_[standing_.noted]->is_exact()) {
      for (std::size_t i = standing_.noted + 1; i < matches_.size(); ++i) consider(i);
      for (std::size_t i = standing_.noted; i-- > 0;) consider(i);
    }
    standing_.match = *matches_[standing_.nearest];
  }

  void consider(std::size_t state) {
    matches_[state] = real_.with(states().after[state]);
    if (*matches_[state] < *matches_[standing_.nearest]) standing_.nearest = state;
  }

  /// An index that the chain has made before counts as to be built again, and is no reason to take
  /// its revision for one that never ran.
  void find_invalid_indexes() {
    const auto& noted_state = states().after[standing_.noted];
    const auto made = identities_of(noted_state);
    const auto meant_so = invalid_indexes_of(noted_state);
    for (auto& index : real_.invalid_indexes()) {
      if (contains(meant_so, index)) continue;
      (made.contains(index) ? standing_.to_rebuild : standing_.left_over)
          .push_back(std::move(index));
    }
    if (standing_.to_rebuild.empty()) return;
    standing_.nearest = standing_.noted;
    standing_.match = *matches_[standing_.noted];
    std::erase_if(standing_.match.serious, [&](const catalog::Change& change) {
      return contains(standing_.to_rebuild, change.identity);
    });
  }

  /// Whether a revision makes an index that is there and not valid.
  bool makes_left_over(std::size_t before) const {
    const auto made_before = identities_of(states().after[before]);
    const auto made = identities_of(states().after[before + 1]);
    return std::ranges::any_of(standing_.left_over, [&](const catalog::Identity& index) {
      return made.contains(index) && !made_before.contains(index);
    });
  }

  /// Looks into the revisions before and after the states that are near; if all is there and
  /// something besides, only whether the next revision made that before it stopped.
  void find_partly_applied() {
    if (standing_.match.is_exact() && standing_.left_over.empty()) return;
    const bool is_near = standing_.match.is_equal() && standing_.left_over.empty();
    for (const std::size_t before : is_near ? std::vector{standing_.nearest} : candidates()) {
      const bool is_found = standing_.partly && standing_.partly->match.is_exact();
      if (before < states().order.size() && !is_found) look_into(before);
    }
  }

  /// After how many revisions it may have stopped in the middle of one, the likeliest first.
  std::vector<std::size_t> candidates() const {
    std::vector<std::size_t> near;
    for (std::size_t state = 0; state < matches_.size(); ++state) {
      if (matches_[state]) near.push_back(state);
    }
    std::ranges::stable_sort(near, [&](std::size_t one, std::size_t other) {
      return *matches_[one] < *matches_[other];
    });
    constexpr std::size_t most = 4;  // each costs a walk over its statements
    near.resize(std::min(near.size(), most));
    std::vector<std::size_t> found;
    for (const std::size_t state : near) {
      if (!contains(found, state)) found.push_back(state);
      if (state != 0 && !contains(found, state - 1)) found.push_back(state - 1);
    }
    return found;
  }

  void look_into(std::size_t before) {
    const bool is_applied = before < states().applied();
    const bool left_over = is_applied && makes_left_over(before);
    if (standing_.match.is_exact() && !left_over) return;
    auto script = script_of(scratch_, options_, states().order[before]);
    if (!script) return;
    PartlyApplied partly{
        before, walk_statements(scratch_, states(), before, std::move(*script)), 0, {}};
    const bool starts_here = left_over && before == standing_.nearest;
    std::optional<Match> best = starts_here ? std::optional(standing_.match) : std::nullopt;
    for (std::size_t count = 1; count < partly.states.after.size(); ++count) {
      Match match = real_.with(partly.states.after[count]);
      if (!(match < best.value_or(standing_.match))) continue;
      best = std::move(match);
      partly.statements = count;
    }
    if (!best) return;
    // What is not next may only be so if all else is as it should be: it would be unstamped.
    if (before != standing_.noted && !best->is_equal()) return;
    partly.match = std::move(*best);
    if (standing_.partly && !(partly.match < standing_.partly->match)) return;
    standing_.partly = std::move(partly);
  }

  /// Whether nothing that a noted revision makes is there.
  bool is_missing(std::size_t place, const Match& with_noted) const {
    bool makes_something = false;
    for (const auto& change : catalog::diff(states().after[place], states().after[place + 1])) {
      if (change.kind != catalog::ChangeKind::added) continue;
      makes_something = true;
      const bool is_gone = std::ranges::any_of(with_noted.serious, [&](const auto& missing) {
        return missing.kind == catalog::ChangeKind::dropped && missing.identity == change.identity;
      });
      if (!is_gone) return false;
    }
    return makes_something;
  }

  /// Takes the noted revisions of which nothing is there for such that never ran, if without them
  /// the chain makes what there is, and if they can be applied now.
  void find_never_ran() {
    const Match with_noted = real_.with(states().after[standing_.noted]);
    std::vector<std::size_t> missing;
    std::vector<std::size_t> others;
    for (std::size_t place = 0; place < standing_.noted; ++place)
      (is_missing(place, with_noted) ? missing : others).push_back(place);
    if (missing.empty()) return;
    auto& walker = scratch_.walker();
    walker.checkpoints.go_to_base();
    walker.revisions.set_steps({});
    for (const std::size_t place : others) {
      if (!walker.revisions.upgrade(states().order[place]).ok()) return;
    }
    if (!real_.with(scratch_.database().snapshot()).is_equal()) return;
    for (const std::size_t place : missing) {
      if (!walker.revisions.upgrade(states().order[place]).ok()) return;
    }
    const auto left =
        catalog::diff(states().after[standing_.noted], scratch_.database().snapshot());
    if (!std::ranges::all_of(left, preflight::is_harmless)) return;
    standing_.never_ran = std::move(missing);
    standing_.partly.reset();
  }

  /// Tells of each thing that the next revision makes or changes whether it is there; only if
  /// nothing else is in the way.
  void look_for_objects() {
    const std::size_t next = standing_.noted;
    if (next >= states().applied()) return;
    const Match without = real_.with(states().after[next]);
    const Match with = real_.with(states().after[next + 1]);
    const auto made = catalog::diff(states().after[next], states().after[next + 1]);
    const bool all_of_it = std::ranges::all_of(without.serious, [&](const auto& change) {
      return contains_identity(made, change.identity);
    });
    if (!all_of_it) return;
    for (const auto& change : made)
      (contains_identity(with.serious, change.identity) ? standing_.not_there : standing_.there)
          .push_back(change.identity);
  }

  const verify::Options& options_;
  source::ChainDatabase& scratch_;
  const RealMatch& real_;
  Standing& standing_;
  std::vector<std::optional<Match>> matches_;  ///< with each state that was considered
};

/// What repeatables make that are applied again is not what it will be.
void leave_out_repeatables(const Standing& standing, RealMatch& match) {
  const auto& applied = standing.rows.applied;
  for (std::size_t place = 0; place < standing.noted; ++place) {
    const std::size_t index = standing.states.order[place];
    if (contains(applied.again, index) || contains(applied.perhaps_again, index))
      match.leave_out(
          catalog::diff(standing.states.after[place], standing.states.after[place + 1]));
  }
}

bool same_rows(const NotedRevisions& one, const NotedRevisions& other) {
  return one.table == other.table && one.applied.positions == other.applied.positions &&
         one.failed == other.failed && one.unknown == other.unknown;
}

}  // namespace

std::optional<chain::SqlScript> script_of(source::ChainDatabase& scratch,
                                          const verify::Options& options, std::size_t index) {
  const chain::Revision& revision = scratch.chain().revisions()[index];
  if (const auto* script = chain::sql_of(revision.up)) return *script;
  if (!verify::is_alembic(options)) return std::nullopt;
  const auto database = scratch.database().copy();
  return alembic::offline_sql(verify::alembic_project(options), revision, *database);
}

Standing find_standing(preflight::RealDatabase& real, const std::string& url,
                       const verify::Options& options, source::ChainDatabase& scratch,
                       postgres::ScratchDatabases& databases) {
  const auto read_rows = [&] {
    return preflight::read_noted_revisions(real.session(), scratch.chain(), scratch.format());
  };
  Standing standing;
  standing.rows = read_rows();
  standing.running = find_running(real.session());
  if (!standing.running.empty()) return standing;  // whatever there is now, it will not stay
  preflight::RealSchema schema = preflight::read_schema(url);
  if (!same_rows(standing.rows, read_rows()))
    throw EnvironmentError("the version table changed while it was read: somebody is deploying",
                           "Ask again when that is over.");
  standing.unreadable = schema.snapshot.unreadable();
  standing.noted = standing.rows.applied.positions.size();
  standing.states = walk_states(scratch, order_of(scratch.chain(), standing.rows));
  if (standing.states.applied() < standing.noted) {
    // Says with the file's line and the server's words which revision that was.
    scratch.walker().checkpoints.start_over();
    scratch.upgrade(standing.states.order[standing.states.applied()]);
  }
  RealMatch match(std::move(schema), verify::read_neighbours(options, databases),
                  scratch.database().server_version());
  if (standing.states.is_whole()) match.know(standing.states.after);
  leave_out_repeatables(standing, match);
  standing.is_empty = match.is_empty(standing.states.after.front());
  Search(options, scratch, match, standing).run();
  return standing;
}

}  // namespace pgstair::explain
