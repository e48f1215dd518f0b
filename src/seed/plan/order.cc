// SPDX-License-Identifier: MIT
#include "seed/plan/order.h"

#include <algorithm>
#include <map>

namespace pgstair::seed {

namespace {

using Waiting = std::map<const Table*, std::set<const Table*>>;

/// Whether `from` waits for `to`, directly or through others.
bool waits_for(const Waiting& waiting, const Table* from, const Table* to,
               std::set<const Table*>& seen) {
  const auto next = waiting.find(from);
  if (next == waiting.end()) return false;
  return std::ranges::any_of(next->second, [&](const Table* table) {
    return table == to || (seen.insert(table).second && waits_for(waiting, table, to, seen));
  });
}

/// How much is lost by loading a table before those that it waits for.
enum class Cost { nullable, deferrable, forced };

class Order {
 public:
  explicit Order(const Schema& schema) : schema_(schema) {
    for (const auto& table : schema.tables) {
      if (table.partition_root != 0 || table.foreign) continue;
      waiting_[&table];
      for (const auto& key : table.foreign_keys) {
        if (const Table* parent = parent_of(key); parent != nullptr && parent != &table) {
          waiting_[&table].insert(parent);
        }
      }
    }
    for (auto& [table, parents] : waiting_) {
      std::erase_if(parents, [&](const Table* parent) { return !waiting_.contains(parent); });
    }
  }

  std::vector<LoadStep> run() {
    while (!waiting_.empty()) take(next());
    return std::move(steps_);
  }

 private:
  const Table* parent_of(const ForeignKey& key) const {
    const Table* parent = schema_.table(key.parent);
    while (parent != nullptr && parent->partition_root != 0) {
      parent = schema_.table(parent->partition_root);
    }
    return parent;
  }

  /// In the schema's order, so that the result does not depend on addresses.
  const Table* next() const {
    const Table* best = nullptr;
    std::pair<Cost, std::size_t> best_cost{Cost::forced, 0};
    for (const auto& table : schema_.tables) {
      const auto found = waiting_.find(&table);
      if (found == waiting_.end()) continue;
      if (found->second.empty()) return &table;
      std::set<const Table*> seen;
      if (!waits_for(waiting_, &table, &table, seen)) continue;
      const std::pair cost{cost_of(table), found->second.size()};
      if (best == nullptr || cost < best_cost) {
        best = &table;
        best_cost = cost;
      }
    }
    return best;
  }

  Cost cost_of(const Table& table) const {
    Cost cost = Cost::nullable;
    for (const auto& key : table.foreign_keys) {
      if (!waiting_.at(&table).contains(parent_of(key)) || may_be_null(schema_, table, key))
        continue;
      cost = std::max(cost, key.deferrable ? Cost::deferrable : Cost::forced);
    }
    return cost;
  }

  void take(const Table* table) {
    LoadStep step{table, {}, {}};
    for (const auto& key : table->foreign_keys) {
      const Table* parent = parent_of(key);
      const bool unmet = parent == table || waiting_.at(table).contains(parent);
      if (!unmet) continue;
      (may_be_null(schema_, *table, key) ? step.later : step.predicted).insert(&key);
    }
    waiting_.erase(table);
    for (auto& [other, parents] : waiting_) parents.erase(table);
    steps_.push_back(std::move(step));
  }

  const Schema& schema_;
  Waiting waiting_;
  std::vector<LoadStep> steps_;
};

}  // namespace

bool is_nullable(const Schema& schema, const Column& column) {
  if (column.not_null) return false;
  for (const Type* type = &schema.type(column.type.type); type->kind == TypeKind::domain;
       type = &schema.type(type->part.type)) {
    if (type->not_null) return false;
  }
  return true;
}

bool may_be_null(const Schema& schema, const Table& table, const ForeignKey& key) {
  const auto nullable = [&](int number) { return is_nullable(schema, *table.column(number)); };
  return key.match_full ? std::ranges::all_of(key.columns, nullable)
                        : std::ranges::any_of(key.columns, nullable);
}

std::vector<LoadStep> load_order(const Schema& schema) { return Order(schema).run(); }

}  // namespace pgstair::seed
