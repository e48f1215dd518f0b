// SPDX-License-Identifier: MIT
#include "walk/other_order.h"

#include <algorithm>
#include <queue>
#include <set>
#include <utility>

#include "support/contains.h"

namespace pgstair::walk {

namespace {

using Pair = std::pair<std::size_t, std::size_t>;
using Successors = std::vector<std::set<std::size_t>>;

bool leads_to(const Successors& successors, std::size_t from, std::size_t to) {
  std::vector<std::size_t> open{from};
  std::set<std::size_t> seen;
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    if (at == to) return true;
    if (!seen.insert(at).second) continue;
    open.insert(open.end(), successors[at].begin(), successors[at].end());
  }
  return false;
}

/// Of what could come next, the earliest in the chain does.
std::vector<std::size_t> ordered(const Successors& successors,
                                 const std::vector<std::size_t>& applied) {
  std::vector<std::size_t> waits_for(successors.size());
  for (const auto& after : successors) {
    for (const std::size_t next : after) ++waits_for[next];
  }
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
  for (std::size_t index = 0; index < successors.size(); ++index) {
    if (waits_for[index] == 0) ready.push(index);
  }
  std::vector<std::size_t> order;
  while (!ready.empty()) {
    const std::size_t index = ready.top();
    ready.pop();
    if (contains(applied, index)) order.push_back(index);
    for (const std::size_t next : successors[index]) {
      if (--waits_for[next] == 0) ready.push(next);
    }
  }
  return order;
}

/// Applies the revisions from base in this order.
OtherOrder apply(Walker& walker, const chain::Chain& chain, const std::vector<std::size_t>& order,
                 const ChainRecord& record) {
  OtherOrder result;
  walker.checkpoints.go_to_base();
  for (const std::size_t index : order) {
    StepOutcome outcome = walker.revisions.upgrade(index);
    if (!outcome.ok()) {
      result.failure = std::move(outcome.failure);
      result.stopped_at = &chain.revisions()[index];
      return result;
    }
    walker.revisions.load_fixture(index);
  }
  result.difference = catalog::diff(record.head, walker.database.snapshot());
  return result;
}

}  // namespace

std::vector<std::vector<std::size_t>> other_orders(const chain::Chain& chain,
                                                   const std::vector<std::size_t>& applied,
                                                   std::vector<Pair> pairs) {
  std::vector<std::vector<std::size_t>> orders;
  while (!pairs.empty()) {
    Successors successors(chain.size());
    for (std::size_t index = 0; index < chain.size(); ++index)
      successors[index].insert(chain.children(index).begin(), chain.children(index).end());
    std::erase_if(pairs, [&](const Pair& pair) {
      if (leads_to(successors, pair.first, pair.second)) return false;  // in another order, then
      successors[pair.second].insert(pair.first);
      return true;
    });
    orders.push_back(ordered(successors, applied));
  }
  return orders;
}

void walk_other_orders(Walker& walker, const chain::Chain& chain, ChainRecord& record) {
  std::set<Pair> pairs;
  for (const auto& contested : record.contested) pairs.emplace(contested.first, contested.second);
  if (pairs.empty() || record.walked_without != nullptr) return;
  const auto orders = other_orders(chain, record.applied, {pairs.begin(), pairs.end()});
  for (const auto& order : orders)
    record.other_orders.push_back(apply(walker, chain, order, record));
  walker.checkpoints.start_over(record.applied);
}

}  // namespace pgstair::walk
