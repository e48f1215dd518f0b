// SPDX-License-Identifier: MIT
#include "seed/plan/table_plan.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "sql/script.h"
#include "sql/trigger_body.h"
#include "support/contains.h"

namespace pgstair::seed {

namespace {

/// Whether one of the table's triggers puts a row into another table by itself.
bool has_trigger_into(const Table& table, const Table& other) {
  return std::ranges::any_of(table.trigger_sources, [&](const std::string& body) {
    const auto tables = sql::inserts_of_trigger(body);
    return tables.contains({other.schema, other.name}) || tables.contains({"", other.name});
  });
}

/// Sets of columns that grow together.
class Connected {
 public:
  void unite(const std::vector<int>& columns) {
    for (const int column : columns) parent_[root(column)] = root(columns.front());
  }
  int root(int column) {
    const auto found = parent_.find(column);
    if (found == parent_.end() || found->second == column) return column;
    return root(found->second);
  }

 private:
  std::map<int, int> parent_;
};

class Planner {
 public:
  Planner(const LoadStep& step, const ValueMaker& maker, std::uint64_t rows,
          const std::set<int>& decided)
      : maker_(maker), table_(*step.table), rows_(rows) {
    plan_.step = step;
    plan_.decided = decided;
  }

  TablePlan run() {
    choose_written();
    choose_null_at_first();
    for (const auto& key : table_.keys) make_unique(key);
    collect_conditions();
    form_groups();
    return std::move(plan_);
  }

 private:
  bool in_foreign_key(int number) const {
    return std::ranges::any_of(
        table_.foreign_keys, [&](const ForeignKey& key) { return contains(key.columns, number); });
  }

  /// A trigger of the table's puts in the row that the key refers to, as for a subtype's base; and
  /// the key is one of the table's own, so that an existing row would be taken already.
  bool is_made_by_trigger(const ForeignKey& key) const {
    const Table* parent = maker_.schema().table(key.parent);
    if (parent == nullptr) return false;
    const bool own = std::ranges::any_of(table_.keys, [&](const UniqueKey& unique) {
      return unique.primary && std::ranges::all_of(unique.columns, [&](int number) {
               return contains(key.columns, number);
             });
    });
    return own && has_trigger_into(table_, *parent);
  }

  void choose_written() {
    for (const auto& column : table_.columns) {
      if (column.generated) continue;
      // Sequences go on by themselves, unless the value has to be known beforehand.
      const bool counts_itself = !column.sequence.empty() && !in_foreign_key(column.number) &&
                                 !plan_.decided.contains(column.number);
      if (!counts_itself) plan_.written.push_back(column.number);
    }
  }

  void choose_null_at_first() {
    for (const ForeignKey* key : plan_.step.later) {
      for (const int number : key->columns) {
        const bool shared = std::ranges::any_of(table_.foreign_keys, [&](const ForeignKey& other) {
          return &other != key && !plan_.step.later.contains(&other) &&
                 contains(other.columns, number);
        });
        const bool nullable = is_nullable(maker_.schema(), *table_.column(number));
        if (nullable && (!shared || key->match_full)) plan_.null_at_first.insert(number);
      }
    }
  }

  /// The columns that rows give, those that a generated column is made from in its place.
  std::vector<int> given(const std::vector<int>& columns) const {
    std::vector<int> result;
    const auto add = [&](int number) {
      if (contains(plan_.written, number) && !contains(result, number)) result.push_back(number);
    };
    for (const int number : columns) {
      const Column* column = table_.column(number);
      if (column == nullptr) continue;
      if (!column->generated) {
        add(number);
      } else {
        std::ranges::for_each(column->generated_from, add);
      }
    }
    return result;
  }

  bool counts_itself(int number) const {
    const Column* column = table_.column(number);
    return column != nullptr && !column->generated && !contains(plan_.written, number);
  }

  /// How well the column can make a key unique by itself; nothing if it cannot.
  std::optional<int> fitness(int number, const UniqueKey& key) const {
    const Column& column = *table_.column(number);
    if (in_foreign_key(number) || plan_.null_at_first.contains(number)) return std::nullopt;
    if (maker_.variety(column.type) / 2 < rows_) return std::nullopt;
    int points = 0;
    const Type& base = maker_.schema().type(maker_.schema().base_of(column.type).type);
    const bool extends = base.kind == TypeKind::range || base.kind == TypeKind::multirange;
    if (key.exclusion && extends) points += 16;
    if (key.exclusion && base.name.find("time") != std::string::npos) points += 8;
    const bool checked = std::ranges::any_of(
        table_.checks, [&](const Check& check) { return contains(check.columns, number); });
    if (!checked) points += 4;
    if (!contains(table_.partition_columns, number)) points += 2;
    points += static_cast<int>(std::ranges::count_if(
        table_.keys, [&](const UniqueKey& other) { return contains(other.columns, number); }));
    return points;
  }

  void make_unique(const UniqueKey& key) {
    const bool by_expressions = key.columns.empty();
    const auto columns = given(by_expressions ? key.mentioned : key.columns);
    // Only what is in the key itself makes it unique; a predicate's columns do not.
    if (std::ranges::any_of(key.columns, [&](int number) { return counts_itself(number); })) return;
    if (columns.empty()) return;
    if (std::ranges::any_of(columns, [&](int number) { return plan_.distinct.contains(number); })) {
      return;
    }
    if (key.exclusion && key.has_expressions) {
      for (const int number : given(key.mentioned)) {
        if (fitness(number, key)) plan_.distinct.insert(number);
      }
      return;
    }
    int best = 0;
    std::optional<int> best_fitness;
    for (const int number : columns) {
      if (const auto fit = fitness(number, key); fit && (!best_fitness || *fit > *best_fitness)) {
        best = number;
        best_fitness = fit;
      }
    }
    if (best_fitness) {
      plan_.distinct.insert(best);
    } else {
      combined_.push_back({columns, key.nulls_not_distinct,
                           key.has_expressions || !key.predicate.empty() || key.exclusion});
    }
  }

  void collect_conditions() {
    for (const auto& check : table_.checks) {
      conditions_.push_back({check.condition, given(check.columns)});
    }
    for (const auto& column : table_.columns) {
      if (!column.generated || is_nullable(maker_.schema(), column)) continue;
      const std::string name = sql::quote_identifier(column.name);
      conditions_.push_back({{"NOT NULL of " + column.name,
                              name + " IS NOT NULL /* " + column.default_expression + " */"},
                             given({column.number})});
    }
    if (!table_.partition_condition.empty()) {
      conditions_.push_back({{"the partitions' bounds", table_.partition_condition},
                             given(table_.partition_columns)});
    }
  }

  void form_groups() {
    Connected connected;
    for (const auto& key : table_.foreign_keys) {
      if (const auto columns = given(key.columns); !columns.empty()) connected.unite(columns);
    }
    for (const auto& key : combined_) connected.unite(key.columns);
    for (const auto& condition : conditions_) {
      if (!condition.columns.empty()) connected.unite(condition.columns);
    }
    std::map<int, Group> groups;
    for (const int number : plan_.written) {
      groups[connected.root(number)].columns.push_back(number);
    }
    for (auto& [root, group] : groups) fill(group);
    // In the order of columns, so that the rows do not depend on which of them is the root.
    for (auto& [root, group] : groups) plan_.groups.push_back(std::move(group));
    std::ranges::sort(plan_.groups, {}, [](const Group& group) { return group.columns.front(); });
  }

  void fill(Group& group) const {
    const auto inside = [&](const std::vector<int>& columns) {
      return !columns.empty() && contains(group.columns, columns.front());
    };
    for (const auto& key : table_.foreign_keys) {
      const bool now = !plan_.step.later.contains(&key) && !plan_.step.predicted.contains(&key);
      if (now && inside(key.columns) && !is_made_by_trigger(key))
        group.foreign_keys.push_back(&key);
    }
    for (const auto& condition : conditions_) {
      if (inside(condition.columns)) group.conditions.push_back(condition);
    }
    for (const auto& key : combined_) {
      if (inside(key.columns)) group.keys.push_back(key);
    }
    if (group.conditions.empty()) return;
    for (const int number : group.columns) {
      if (plan_.distinct.contains(number)) group.keys.push_back({{number}, false, false});
    }
  }

  const ValueMaker& maker_;
  const Table& table_;
  std::uint64_t rows_;
  TablePlan plan_;
  std::vector<Group::GroupKey> combined_;
  std::vector<Group::GroupCondition> conditions_;
};

}  // namespace

std::size_t Group::place_of(int column) const {
  return static_cast<std::size_t>(std::ranges::find(columns, column) - columns.begin());
}

TablePlan plan_table(const LoadStep& step, const ValueMaker& maker, std::uint64_t rows,
                     const std::set<int>& decided) {
  return Planner(step, maker, rows, decided).run();
}

}  // namespace pgstair::seed
