// SPDX-License-Identifier: MIT
#include "probe/rows/violations.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "seed/conditions/pools.h"
#include "sql/script.h"
#include "support/contains.h"

namespace pgstair::probe {

namespace {

using seed::Cell;
using seed::Column;

/// How many rows have been drawn after each round; there is a next one if nothing exact was found.
constexpr std::array<std::size_t, 3> draws{16, 80, 680};
constexpr std::uint64_t first_unused_ordinal = 900'001;

/// What a condition on a text's form refuses and a generator of plausible texts does not think of.
constexpr std::array<std::string_view, 8> odd_texts{"", " ", "!", "-", "\t", "A B", "\n", "1"};

bool overlap(const std::vector<int>& left, const std::vector<int>& right) {
  return std::ranges::any_of(left, [&](int number) { return contains(right, number); });
}

class Search {
 public:
  Search(const ProbeContext& context, const RowTemplates& templates, const Goal& goal)
      : context_(context), templates_(templates), table_(templates.table()), goal_(goal) {
    varied_ = templates.given_columns(goal.columns);
    own_ = varied_;
    if (goal.unused) vary_what_checks_combine();
    collect_conditions();
    for (const int number : varied_) prepare(number);
  }

  std::vector<Violation> run(std::size_t most) {
    if (candidates_.empty() || templates_.size() == 0) return {};
    std::size_t drawn = 0;
    for (const std::size_t until : draws) {
      if (!exact_.empty()) break;
      draw(drawn, until);
      drawn = until;
    }
    // Few changed cells disturb the fewest other constraints.
    const auto size = [](const Violation& violation) { return violation.changes.size(); };
    std::ranges::stable_sort(exact_, {}, size);
    exact_.insert(exact_.end(), others_.begin(), others_.end());
    if (exact_.size() > most) exact_.resize(most);
    return std::move(exact_);
  }

 private:
  /// num_nonnulls(a, b) = 1 lets no b in beside a: the others must give way.
  void vary_what_checks_combine() {
    for (const auto& check : table_.checks) {
      const auto columns = templates_.given_columns(check.columns);
      if (!overlap(columns, own_)) continue;
      for (const int number : columns) {
        if (!contains(varied_, number)) varied_.push_back(number);
      }
    }
  }

  bool is_unused(int number) const { return goal_.unused && contains(own_, number); }

  /// The goal first, then those that could fail for the same changes.
  void collect_conditions() {
    frame_.alias = table_.name;
    frame_.conditions.push_back(goal_.expression);
    std::vector<int> mentioned = goal_.columns;
    const auto add = [&](const std::string& expression, const std::vector<int>& columns) {
      if (expression.empty() || expression == goal_.expression) return;
      if (!columns.empty() && !overlap(templates_.given_columns(columns), varied_)) return;
      frame_.conditions.push_back(expression);
      mentioned.insert(mentioned.end(), columns.begin(), columns.end());
      if (columns.empty()) everything_ = true;
    };
    for (const auto& check : table_.checks) add(check.condition.expression, check.columns);
    for (const auto& other : goal_.others) add(other.expression, other.columns);
    add(table_.partition_condition, table_.partition_columns);
    if (goal_.columns.empty()) everything_ = true;
    add_columns(mentioned);
  }

  /// Given columns first: the cells of a row stand for those.
  void add_columns(const std::vector<int>& mentioned) {
    const auto given = templates_.given_columns(mentioned);
    for (const auto& column : table_.columns) {
      if (column.generated || (!everything_ && !contains(given, column.number))) continue;
      frame_.columns.push_back({column.name, column.type_sql, ""});
      frame_numbers_.push_back(column.number);
    }
    for (const auto& column : table_.columns) {
      if (!column.generated || (!everything_ && !contains(mentioned, column.number))) continue;
      frame_.columns.push_back({column.name, column.type_sql, column.default_expression});
    }
  }

  void prepare(int number) {
    const Column& column = *table_.column(number);
    const auto& schema = context_.schema();
    // A domain with conditions has a pool of legal values; below one without there is its base.
    const bool pooled = context_.database.pools.contains(column.type.type);
    const seed::TypeUse use = pooled ? column.type : schema.base_of(column.type);
    if (!context_.maker.problem(use).empty()) return;
    candidates_.emplace(
        number, seed::Candidates(context_.evaluator, context_.maker, use, frame_.conditions));
    if (!is_unused(number) || own_.size() > 1) parents_values(number);
  }

  /// A column of a foreign key keeps to what the parent has, or that one would speak first.
  void parents_values(int number) {
    for (const auto& key : table_.foreign_keys) {
      const seed::Table* parent = context_.schema().table(key.parent);
      const auto place = std::ranges::find(key.columns, number) - key.columns.begin();
      if (parent == nullptr || !contains(key.columns, number)) continue;
      if (key.columns.size() > 1 && !is_unused(number)) continue;
      const std::string name = sql::quote_identifier(
          parent->column(key.parent_columns[static_cast<std::size_t>(place)])->name);
      const auto rows =
          context_.session.execute("SELECT DISTINCT " + name + "::text FROM " + parent->own_rows() +
                                   " WHERE " + name + " IS NOT NULL ORDER BY 1 LIMIT 40");
      auto& values = parents_[number];
      for (const auto& value : rows.values) values.emplace_back(value.value_or(""));
    }
  }

  void draw(std::size_t from, std::size_t to) {
    std::vector<Violation> drawn;
    std::vector<seed::CellRow> rows;
    for (std::size_t i = from; i < to; ++i) {
      Violation violation = draw_one(i);
      if (violation.changes.empty()) continue;
      Cells cells = templates_.whole_row(violation.row);
      for (const auto& [number, cell] : violation.changes) cells[number] = cell;
      seed::CellRow& row = rows.emplace_back();
      for (const int number : frame_numbers_) row.push_back(cells.at(number));
      drawn.push_back(std::move(violation));
    }
    const auto verdicts = context_.evaluator.evaluate(frame_, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!verdicts[i] || verdicts[i]->front()) continue;
      const bool alone = std::ranges::count(*verdicts[i], false) == 1;
      drawn[i].alone = alone;
      (alone ? exact_ : others_).push_back(std::move(drawn[i]));
    }
  }

  Violation draw_one(std::size_t i) const {
    seed::Draw draw(context_.options.seed,
                    seed::hash_text(table_.display_name() + "/" + goal_.name), i);
    Violation violation{draw.below(templates_.size()), {}, false};
    for (const int number : varied_) {
      if (!candidates_.contains(number)) continue;
      const bool keep = varied_.size() > 1 && draw.chance(1, 3);
      if (!keep) violation.changes[number] = draw_cell(number, i, violation.row, draw);
    }
    return violation;
  }

  bool is_text(const Column& column) const {
    const auto& name = context_.schema().type(context_.schema().base_of(column.type).type).name;
    return name == "text" || name == "varchar" || name == "citext" || name == "bpchar";
  }

  Cell draw_cell(int number, std::size_t i, std::size_t row, seed::Draw& draw) const {
    const Column& column = *table_.column(number);
    const bool unused = is_unused(number);
    if (!unused && varied_.size() > 1 && draw.chance(1, 4)) {
      const int other = draw.one_of(varied_);  // a <> b is violated by what b has
      if (table_.column(other)->type.type == column.type.type) {
        return templates_.whole_row(row).at(other);
      }
    }
    if (!unused && !column.not_null && draw.chance(1, goal_.unused ? 2 : 4)) return std::nullopt;
    // Of a composite foreign key, what each column may have can be wrong together.
    if (const auto parent = parents_.find(number);
        parent != parents_.end() && !parent->second.empty() && !draw.chance(1, unused ? 2 : 8)) {
      return draw.one_of(parent->second);
    }
    if (!unused && is_text(column) && draw.chance(1, 6)) {
      return std::string(odd_texts[draw.below(odd_texts.size())]);
    }
    seed::Request request;
    request.ordinal = (unused ? first_unused_ordinal : 5000) + i;
    request.distinct = unused || draw.chance(1, 3);
    request.style = draw.chance(1, 2) && !unused ? seed::Style::edge_cases : seed::Style::plain;
    request.lane = number;
    request.shape = seed::shape_for(column.name);
    request.draw = &draw;
    return candidates_.at(number).make(request);
  }

  const ProbeContext& context_;
  const RowTemplates& templates_;
  const seed::Table& table_;
  const Goal& goal_;
  std::vector<int> varied_;
  std::vector<int> own_;  ///< those of them that the goal depends on
  seed::Frame frame_;
  std::vector<int> frame_numbers_;
  bool everything_ = false;  ///< a condition mentions the whole row
  std::map<int, seed::Candidates> candidates_;
  std::map<int, std::vector<std::string>> parents_;
  std::vector<Violation> exact_;
  std::vector<Violation> others_;
};

}  // namespace

std::vector<Violation> find_violations(const ProbeContext& context, const RowTemplates& templates,
                                       const Goal& goal, std::size_t most) {
  return Search(context, templates, goal).run(most);
}

}  // namespace pgstair::probe
