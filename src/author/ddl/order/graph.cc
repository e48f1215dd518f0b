// SPDX-License-Identifier: MIT
#include "author/ddl/order/graph.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

namespace pgstair::author {

namespace {

/// Finds the nodes that need each other, directly or not, by Tarjan's algorithm. Without recursion:
/// how deep needs go is the chain's business.
class CircleSearch {
 public:
  explicit CircleSearch(const Graph& graph) : graph_(graph), states_(graph.size()) {}

  std::vector<std::vector<Graph::Node>> run() {
    for (Graph::Node node = 0; node < graph_.size(); ++node) {
      if (states_[node].index == 0) search(node);
    }
    return circles_;
  }

 private:
  struct State {
    std::size_t index = 0;  ///< 0: not seen yet
    std::size_t lowest = 0;
    bool open = false;
  };
  struct Frame {
    Graph::Node node;
    std::map<Graph::Node, Need>::const_iterator next;
  };

  void enter(Graph::Node node) {
    states_[node] = {++count_, count_, true};
    open_.push_back(node);
    frames_.push_back({node, graph_.needs_of(node).begin()});
  }

  void search(Graph::Node start) {
    enter(start);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const Graph::Node node = frame.node;
      if (frame.next == graph_.needs_of(node).end()) {
        frames_.pop_back();
        leave(node);
        continue;
      }
      const Graph::Node needed = (frame.next++)->first;
      if (states_[needed].index == 0) {
        enter(needed);
      } else if (states_[needed].open) {
        states_[node].lowest = std::min(states_[node].lowest, states_[needed].index);
      }
    }
  }

  void leave(Graph::Node node) {
    if (!frames_.empty()) {
      State& caller = states_[frames_.back().node];
      caller.lowest = std::min(caller.lowest, states_[node].lowest);
    }
    if (states_[node].lowest != states_[node].index) return;
    std::vector<Graph::Node> circle;
    do {
      circle.push_back(open_.back());
      states_[open_.back()].open = false;
      open_.pop_back();
    } while (circle.back() != node);
    if (circle.size() > 1) circles_.push_back(std::move(circle));
  }

  const Graph& graph_;
  std::vector<State> states_;
  std::vector<Graph::Node> open_;
  std::vector<Frame> frames_;
  std::size_t count_ = 0;
  std::vector<std::vector<Graph::Node>> circles_;
};

}  // namespace

void Graph::add(Node node, Node needed, Need need) {
  if (node == needed) return;
  const auto [at, added] = needs_[node].emplace(needed, need);
  if (!added) at->second = std::max(at->second, need);
}

std::vector<std::vector<Graph::Node>> Graph::circles() const { return CircleSearch(*this).run(); }

void Graph::break_circle(const std::vector<Node>& circle, std::vector<Dropped>& dropped) {
  const std::set<Node> inside(circle.begin(), circle.end());
  Need weakest = Need::must;
  std::map<Node, std::size_t> needed;  // how often each is
  std::map<Node, std::map<Need, std::size_t>> needs;
  for (const Node node : circle) {
    for (const auto& [other, need] : needs_[node]) {
      if (!inside.contains(other)) continue;
      weakest = std::min(weakest, need);
      ++needed[other];
      ++needs[node][need];
    }
  }
  Node chosen = circle.front();
  using Order = std::tuple<bool, std::size_t, std::size_t, Node>;
  std::optional<Order> best;
  for (const Node node : circle) {
    const std::size_t count = needs[node][weakest];
    const Order order{count == 0, count, circle.size() * circle.size() - needed[node], node};
    if (!best || order < *best) {
      best = order;
      chosen = node;
    }
  }
  std::erase_if(needs_[chosen], [&](const auto& entry) {
    const bool drop = entry.second == weakest && inside.contains(entry.first);
    if (drop) dropped.push_back({chosen, entry.first, weakest});
    return drop;
  });
}

std::vector<Graph::Dropped> Graph::break_circles() {
  std::vector<Dropped> dropped;
  for (auto found = circles(); !found.empty(); found = circles()) {
    for (const auto& circle : found) break_circle(circle, dropped);
  }
  return dropped;
}

}  // namespace pgstair::author
