// SPDX-License-Identifier: MIT
#include "chain/chain.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>
#include <unordered_map>

#include "support/text.h"

namespace pgstair::chain {

namespace {

using Positions = std::vector<std::size_t>;
using PositionOf = std::unordered_map<std::string, std::size_t>;

/// Where a person would correct the parents of `revision`.
Location parents_of(const Revision& revision) {
  if (revision.parents_location.line > 0) return revision.parents_location;
  return {revision.file};
}

/// Every revision once: a second with the same id is a fault and is left out.
std::vector<Revision> without_duplicates(std::vector<Revision> revisions, PositionOf& position_of,
                                         std::vector<Fault>& faults) {
  std::vector<Revision> unique;
  unique.reserve(revisions.size());
  for (auto& revision : revisions) {
    const auto [known, is_new] = position_of.emplace(revision.id, unique.size());
    if (is_new) {
      unique.push_back(std::move(revision));
      continue;
    }
    faults.push_back({"duplicate-id",
                      "two revisions have the id " + revision.id + ": " +
                          unique[known->second].file + " and " + revision.file,
                      {revision.file},
                      revision.id,
                      "rename one of them; only the first is checked"});
  }
  return unique;
}

struct Edges {
  std::vector<Positions> parents;
  std::vector<Positions> children;
  std::vector<bool> lacks_parent;
};

void report_missing_parent(const Revision& revision, const std::string& parent,
                           const PositionOf& position_of, std::vector<Fault>& faults) {
  // Looking for what was meant costs a comparison with every id: not for each of thousands.
  constexpr std::size_t enough_hints = 20;
  std::vector<std::string> ids;
  if (faults.size() < enough_hints) {
    for (const auto& known : position_of) ids.push_back(known.first);
    std::sort(ids.begin(), ids.end());
  }
  const auto meant = nearest(parent, ids);
  faults.push_back({"missing-parent",
                    revision.id + " names the parent " + parent + ", which is not in the chain" +
                        (meant ? "; did you mean " + *meant + "?" : ""),
                    parents_of(revision), revision.id,
                    "add that revision or correct the name; " + revision.id +
                        " and what comes after it are not checked"});
}

Edges connect(const std::vector<Revision>& revisions, const PositionOf& position_of,
              std::vector<Fault>& faults) {
  const std::size_t count = revisions.size();
  Edges edges{std::vector<Positions>(count), std::vector<Positions>(count),
              std::vector<bool>(count, false)};
  for (std::size_t i = 0; i < count; ++i) {
    for (const auto& parent : revisions[i].parents) {
      const auto known = position_of.find(parent);
      if (known == position_of.end()) {
        report_missing_parent(revisions[i], parent, position_of, faults);
        edges.lacks_parent[i] = true;
        continue;
      }
      edges.parents[i].push_back(known->second);
    }
    auto& parents = edges.parents[i];
    std::sort(parents.begin(), parents.end());
    parents.erase(std::unique(parents.begin(), parents.end()), parents.end());
    for (const std::size_t parent : parents) edges.children[parent].push_back(i);
  }
  return edges;
}

/// Kahn's algorithm; of what could come next, the one read first does. Whatever hangs on a cycle
/// or on a missing parent never becomes ready, and so is absent from the result.
Positions ordered(const Edges& edges) {
  const std::size_t count = edges.parents.size();
  Positions waiting_for(count);
  std::priority_queue<std::size_t, Positions, std::greater<>> ready;
  for (std::size_t i = 0; i < count; ++i) {
    waiting_for[i] = edges.parents[i].size();
    if (waiting_for[i] == 0 && !edges.lacks_parent[i]) ready.push(i);
  }
  Positions order;
  while (!ready.empty()) {
    const std::size_t next = ready.top();
    ready.pop();
    order.push_back(next);
    for (const std::size_t child : edges.children[next]) {
      if (--waiting_for[child] == 0 && !edges.lacks_parent[child]) ready.push(child);
    }
  }
  return order;
}

/// Walks from each unordered revision up its unordered parents; a walk that meets itself has found
/// a cycle, one that meets an older walk has found nothing new.
void report_cycles(const std::vector<Revision>& revisions, const Edges& edges,
                   const Positions& order, std::vector<Fault>& faults) {
  constexpr std::size_t never = static_cast<std::size_t>(-1);
  std::vector<bool> is_ordered(revisions.size(), false);
  for (const std::size_t i : order) is_ordered[i] = true;
  Positions seen_in_walk(revisions.size(), never);

  for (std::size_t start = 0; start < revisions.size(); ++start) {
    Positions walk;
    std::size_t at = is_ordered[start] ? never : start;
    while (at != never && seen_in_walk[at] == never) {
      seen_in_walk[at] = start;
      walk.push_back(at);
      const auto& parents = edges.parents[at];
      const auto up = std::find_if(parents.begin(), parents.end(),
                                   [&](std::size_t parent) { return !is_ordered[parent]; });
      at = up == parents.end() ? never : *up;
    }
    if (at == never || seen_in_walk[at] != start || walk.empty()) continue;

    std::vector<std::string> names;
    for (auto i = std::find(walk.begin(), walk.end(), at); i != walk.end(); ++i) {
      names.push_back(revisions[*i].id);
    }
    names.push_back(revisions[at].id);
    faults.push_back({"cycle", "the parents go round in a circle: " + join(names, " <- "),
                      parents_of(revisions[at]), revisions[at].id,
                      "correct the parents of one of them; until then none of them, nor what comes "
                      "after them, is checked"});
  }
}

void report_heads(const Chain& chain, std::vector<Fault>& faults) {
  const auto heads = chain.heads();
  if (heads.size() < 2) return;
  std::vector<std::string> names;
  for (const std::size_t head : heads) names.push_back(chain.revisions()[head].id);
  const auto& last = chain.revisions()[heads.back()];
  faults.push_back({"two-heads",
                    "the chain has " + counted(heads.size(), "head") + ": " + join(names, ", "),
                    parents_of(last), last.id,
                    "add a revision that merges them, with all of them as its parents"});
}

}  // namespace

Chain Chain::build(std::vector<Revision> revisions, std::vector<Fault>& faults) {
  Chain chain;
  if (revisions.empty()) {
    faults.push_back(
        {"empty-chain", "the chain has no revisions", {}, "", "check the path and the format"});
    return chain;
  }
  PositionOf position_of;
  auto unique = without_duplicates(std::move(revisions), position_of, faults);
  const auto edges = connect(unique, position_of, faults);
  const auto order = ordered(edges);
  if (order.size() < unique.size()) report_cycles(unique, edges, order, faults);

  Positions place(unique.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  chain.parents_.resize(order.size());
  chain.children_.resize(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (const std::size_t parent : edges.parents[order[i]]) {
      chain.parents_[i].push_back(place[parent]);
      chain.children_[place[parent]].push_back(i);
    }
    std::sort(chain.parents_[i].begin(), chain.parents_[i].end());
    chain.revisions_.push_back(std::move(unique[order[i]]));
  }
  chain.by_id_.resize(order.size());
  std::iota(chain.by_id_.begin(), chain.by_id_.end(), std::size_t{0});
  std::sort(chain.by_id_.begin(), chain.by_id_.end(), [&](std::size_t a, std::size_t b) {
    return chain.revisions_[a].id < chain.revisions_[b].id;
  });
  report_heads(chain, faults);
  return chain;
}

std::size_t Chain::index_of(std::string_view id) const {
  const auto found = std::lower_bound(by_id_.begin(), by_id_.end(), id,
                                      [&](std::size_t position, std::string_view wanted) {
                                        return revisions_[position].id < wanted;
                                      });
  ensure(found != by_id_.end() && revisions_[*found].id == id, "the revision is in the chain");
  return *found;
}

bool Chain::contains(std::string_view id) const {
  return std::binary_search(
      by_id_.begin(), by_id_.end(), size(), [&](std::size_t a, std::size_t b) {
        const auto id_of = [&](std::size_t i) { return i == size() ? id : revisions_[i].id; };
        return id_of(a) < id_of(b);
      });
}

std::vector<std::size_t> Chain::heads() const {
  Positions heads;
  for (std::size_t i = 0; i < size(); ++i) {
    if (children_[i].empty()) heads.push_back(i);
  }
  return heads;
}

std::vector<std::size_t> Chain::bases() const {
  Positions bases;
  for (std::size_t i = 0; i < size(); ++i) {
    if (parents_[i].empty()) bases.push_back(i);
  }
  return bases;
}

}  // namespace pgstair::chain
