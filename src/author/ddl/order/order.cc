// SPDX-License-Identifier: MIT
#include "author/ddl/order/order.h"

#include <algorithm>
#include <map>
#include <optional>

#include "author/ddl/order/body_names.h"
#include "author/ddl/order/dependencies.h"
#include "author/ddl/order/graph.h"
#include "author/ddl/relations/column.h"
#include "author/ddl/relations/partition.h"
#include "author/ddl/relations/sequence.h"
#include "support/contains.h"

namespace pgstair::author {

namespace {

using Node = Graph::Node;

/// Puts together what each step needs.
class NeedsOfSteps {
 public:
  NeedsOfSteps(const Steps& steps, const Context& context)
      : steps_(steps), context_(context), graph_(steps.steps.size()) {}

  /// Functions whose bodies must not be looked at, whatever comes before them.
  const std::set<Node>& unchecked_bodies() const { return unchecked_; }

  Graph run() {
    add_recorded();
    add_bodies();
    for (Node node = 0; node < steps_.steps.size(); ++node) add_own(node);
    add_parts();
    return std::move(graph_);
  }

 private:
  const Step& step(Node node) const { return steps_.steps[node]; }

  /// The step that makes what a dependency names: a default that is none of its own is its
  /// column's, and a column its table's.
  std::optional<Node> node_of(const catalog::Identity& identity) const {
    if (const auto* found = steps_.maker(identity)) return *found;
    if (identity.kind == part::column_default) return node_of(part_of(identity, "column"));
    if (identity.owner.empty()) return std::nullopt;
    const Entry* part = context_.objects.find(identity);
    const Entry* whole = part == nullptr ? context_.objects.find_relation(identity.owner)
                                         : context_.objects.find_root(part->root);
    const auto* found = whole == nullptr ? nullptr : steps_.maker(whole->identity);
    return found == nullptr ? std::nullopt : std::optional<Node>(*found);
  }

  void need(Node node, const catalog::Identity& identity, Need need) {
    if (const auto needed = node_of(identity)) graph_.add(node, *needed, need);
  }

  void add_recorded() {
    std::vector<std::pair<Node, Node>> recorded;
    for (const auto& dependency : dependencies(context_.objects, context_.session)) {
      auto node = node_of(dependency.dependent);
      auto needed = node_of(dependency.needed);
      if (!node || !needed) continue;
      // Who owns a sequence is told to it when both are there.
      if (dependency.owned && step(*node).kind == "sequence") continue;
      recorded.emplace_back(*node, *needed);
    }
    std::ranges::sort(recorded);
    for (const auto& [node, needed] : recorded) {
      const bool each_other = std::ranges::binary_search(recorded, std::pair(needed, node));
      const auto* name = steps_.maker(part_of(step(needed).entry->identity, part::type_name));
      // A function of a type, which the type in its turn needs, is content with the name.
      graph_.add(node, each_other && name != nullptr ? *name : needed, Need::must);
    }
  }

  void add_bodies() {
    const BodyReader bodies(context_.objects);
    for (Node node = 0; node < steps_.steps.size(); ++node) {
      const Entry& entry = *step(node).entry;
      if (!entry.has("body")) continue;
      const BodyNames names = bodies.names_in(entry);
      if (names.out_of_sight) unchecked_.insert(node);
      for (const Entry* named : names.objects) {
        need(node, named->identity, names.checked ? Need::sql_body : Need::name_in_body);
      }
    }
  }

  void add_own(Node node) {
    const auto& [entry, kind, within, follows] = step(node);
    const Entry* whole = context_.objects.find_root(entry->root);
    if (whole != nullptr && whole != entry) need(node, whole->identity, Need::must);
    if (within != nullptr) need(node, within->identity, Need::must);
    if (kind != entry->identity.kind && kind != part::type_name) {
      need(node, entry->identity, Need::must);
    }
    if (kind == "base type" || kind == "range type") {
      need(node, part_of(entry->identity, part::type_name), Need::must);
    }
    if (kind == part::sequence_owner) need_owner(node);
    if (kind == part::attachment) need_parts_of_partition(node);
    if (kind == "index") need_partitions(node);
    if (kind == "constraint") need_children(node);
  }

  void need_owner(Node node) {
    if (const Entry* column = owning_column(*step(node).entry, context_)) {
      need(node, column->identity, Need::must);
    }
  }

  /// A table is attached when it has what its partitioned table's indexes are to find in it.
  void need_parts_of_partition(Node node) {
    const Entry& table = *step(node).entry;
    for (const auto& name : parents_of(table)) {
      if (const Entry* parent = context_.objects.find_table(name)) {
        need(node, parent->identity, Need::must);
        for (const Entry* index : context_.objects.parts("index", name)) {
          need(node, index->identity, Need::must);
        }
      }
    }
    for (const char* kind : {"index", "constraint"}) {
      for (const Entry* index : context_.objects.parts(kind, table.name())) {
        if (index->has("parent") || index->has("index_parent")) {
          need(node, index->identity, Need::must);
        }
      }
    }
  }

  /// An index that not all partitions have is made when they are there, which would get it else.
  void need_partitions(Node node) {
    const Entry& index = *step(node).entry;
    if (index["valid"] != "no") return;
    for (const Entry& table : context_.objects.all()) {
      if (table["partition_of"] == index.identity.owner) need(node, table.identity, Need::must);
    }
  }

  /// A constraint that is not validated in the children either is added when they are there: a
  /// table that is made after it has it validated.
  void need_children(Node node) {
    const Entry& constraint = *step(node).entry;
    static constexpr std::string_view mark = " NOT VALID";
    if (!constraint["definition"].ends_with(mark)) return;
    for (const Entry& other : context_.objects.all()) {
      if (other.identity.kind == "constraint" && other.identity.name == constraint.identity.name &&
          other["local"] == "no" && other["definition"].ends_with(mark)) {
        const Entry* child = context_.objects.find_root(other.root);
        if (child != nullptr && contains(parents_of(*child), constraint.identity.owner)) {
          need(node, child->identity, Need::must);
        }
      }
    }
  }

  /// A table would rather have what its parts need before it.
  void add_parts() {
    for (Node node = 0; node < steps_.steps.size(); ++node) {
      const auto* whole =
          step(node).within == nullptr ? nullptr : steps_.maker(step(node).within->identity);
      if (whole == nullptr) continue;
      for (const auto& [needed, strength] : graph_.needs_of(node)) {
        const bool sibling = step(needed).within == step(node).within;
        if (!sibling) graph_.add(*whole, needed, Need::part);
      }
    }
  }

  const Steps& steps_;
  const Context& context_;
  Graph graph_;
  std::set<Node> unchecked_;
};

/// Writes down each step after what it needs, and what follows it after it.
class Ordering {
 public:
  Ordering(const Steps& steps, const Context& context, Graph graph)
      : steps_(steps), graph_(std::move(graph)), states_(steps.steps.size()) {
    for (Node node = 0; node < steps.steps.size(); ++node) {
      const Step& step = steps.steps[node];
      if (step.within != nullptr) within_[*steps.maker(step.within->identity)].push_back(node);
      if (const auto leader = leader_of(node, context)) followers_[*leader].push_back(node);
    }
  }

  Order run() {
    for (Node node = 0; node < steps_.steps.size(); ++node) visit(node);
    return std::move(order_);
  }

 private:
  enum class State { waiting, open, done };

  /// The step that a step is to follow: its relation's, and of OWNED BY that of the column's table.
  std::optional<Node> leader_of(Node node, const Context& context) const {
    const Step& step = steps_.steps[node];
    if (!step.follows) return std::nullopt;
    if (step.kind == part::sequence_owner) {
      const auto& needs = graph_.needs_of(node);
      return needs.empty() ? std::nullopt : std::optional<Node>(needs.rbegin()->first);
    }
    const Entry* relation = context.objects.find_root(step.entry->root);
    const auto* leader = relation == nullptr ? nullptr : steps_.maker(relation->identity);
    if (leader == nullptr || *leader == node) return std::nullopt;
    return *leader;
  }

  void visit(Node node) {
    if (states_[node] != State::waiting) return;
    states_[node] = State::open;
    for (const auto& [needed, need] : graph_.needs_of(node)) visit(needed);
    if (states_[node] == State::done) return;  // within another, which it needed
    states_[node] = State::done;
    order_.steps.push_back(node);
    take_in_parts(node);
    for (const Node follower : followers_[node]) {
      if (states_[follower] == State::waiting && may_follow(follower)) visit(follower);
    }
  }

  /// The parts of which all that they need is there are written within it.
  void take_in_parts(Node node) {
    for (const Node part : within_[node]) {
      const bool ready = std::ranges::all_of(graph_.needs_of(part), [&](const auto& entry) {
        return states_[entry.first] == State::done || is_within(entry.first, node);
      });
      if (!ready || states_[part] == State::done) continue;
      states_[part] = State::done;
      order_.within[node].push_back(part);
    }
  }

  bool is_within(Node part, Node node) const {
    const Entry* within = steps_.steps[part].within;
    return within != nullptr && within == steps_.steps[node].entry;
  }

  /// Whether all is there that a step needs, but for functions, which may be written before it.
  bool may_follow(Node node) const {
    return std::ranges::all_of(graph_.needs_of(node), [&](const auto& entry) {
      const auto& [needed, need] = entry;
      if (states_[needed] != State::waiting) return states_[needed] == State::done;
      return steps_.steps[needed].kind == "function" && may_follow(needed);
    });
  }

  const Steps& steps_;
  Graph graph_;
  std::vector<State> states_;
  std::map<Node, std::vector<Node>> within_;
  std::map<Node, std::vector<Node>> followers_;
  Order order_;
};

}  // namespace

Order order_of_steps(const Steps& steps, const Context& context) {
  NeedsOfSteps needs(steps, context);
  Graph graph = needs.run();
  const auto dropped = graph.break_circles();
  Order order = Ordering(steps, context, std::move(graph)).run();
  order.unchecked_bodies = needs.unchecked_bodies();
  for (const auto& [node, needed, need] : dropped) {
    if (need == Need::sql_body) order.unchecked_bodies.insert(node);
    if (need == Need::must) order.circles.push_back(steps.steps[node].entry);
  }
  return order;
}

}  // namespace pgstair::author
