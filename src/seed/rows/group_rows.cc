// SPDX-License-Identifier: MIT
#include "seed/rows/group_rows.h"

#include <algorithm>

#include "seed/rows/group_solver.h"

namespace pgstair::seed {

namespace {

constexpr std::uint64_t most_attempts = 60;    // for one row that differs from all others
constexpr std::uint64_t strict_attempts = 30;  // after which a key that may be left alone is
constexpr std::size_t most_varied = 20'000;
constexpr std::size_t enough_templates = 2000;  // for columns that may repeat

bool is_null(const ColumnProfile& profile, Draw& draw) {
  constexpr std::uint64_t steps = 1'000'000;
  return draw.below(steps) < static_cast<std::uint64_t>(profile.null_fraction * steps);
}

std::uint64_t combine(std::uint64_t hash, const std::string& text) {
  return mix(hash ^ hash_text(text));
}

}  // namespace

GroupRows::GroupRows(Evaluator& evaluator, const TablePlan& plan, const Group& group,
                     const ValueMaker& maker, const RunSettings& settings,
                     std::map<const ForeignKey*, std::shared_ptr<const KeyRows>> parents,
                     std::shared_ptr<const DecidedValues> decided, std::uint64_t first_row)
    : table_name_(plan.table().display_name()),
      group_(group),
      distinct_(plan.distinct),
      maker_(&maker),
      settings_(settings),
      parents_(std::move(parents)),
      decided_(std::move(decided)),
      first_row_(first_row),
      row_(first_row),
      taken_(group.keys.size()) {
  plan_columns(plan);
  plan_keys();
  list_parts();
  index_shared_columns();
  if (group_.conditions.empty() && !settings.varied) return;
  for (ColumnPlan& column : columns_) {
    std::vector<std::string> mentioning;
    if (settings.varied) mentioning.push_back(plan.table().trigger_source);
    for (const auto& condition : group_.conditions) {
      if (std::ranges::count(condition.columns, column.column->number) != 0) {
        mentioning.push_back(condition.condition.expression);
      }
    }
    if (maker.problem(column.column->type).empty()) {
      column.candidates =
          std::make_shared<const Candidates>(evaluator, maker, column.column->type, mentioning);
    }
  }
  if (!group_.conditions.empty()) solve(evaluator, plan);
}

void GroupRows::plan_columns(const TablePlan& plan) {
  for (const int number : group_.columns) {
    const Column& column = *plan.table().column(number);
    const auto decided = decided_->find(number);
    columns_.push_back(
        {.column = &column,
         .name_hash = hash_of(column.name),
         .shape = shape_for(column.name),
         .distinct = distinct_.contains(number),
         .nullable = is_nullable(maker_->schema(), column),
         .null_at_first = plan.null_at_first.contains(number),
         .profile = settings_.profile == nullptr ? nullptr : settings_.profile->column(column.name),
         .decided = decided == decided_->end() ? nullptr : &decided->second,
         .family = maker_->family(column.type)});
  }
}

void GroupRows::plan_keys() {
  for (const ForeignKey* key : group_.foreign_keys) {
    KeyPlan plan{key, hash_of(key->name), parents_.at(key), {}, nullptr};
    for (const int number : key->columns) plan.places.push_back(place_of(number));
    plan.profile = columns_[plan.places.front()].profile;
    keys_.push_back(std::move(plan));
  }
}

void GroupRows::solve(Evaluator& evaluator, const TablePlan& plan) {
  const auto wanted = static_cast<std::size_t>(settings_.rows);
  solved_repeat_ = group_.keys.empty();
  const std::uint64_t start = row_;
  GroupSolver solver(evaluator, plan, *this);
  // More than is needed: some rows may yet be refused, and of varied ones most.
  const std::size_t spare = settings_.varied ? std::min(20 * wanted, most_varied) : wanted / 2;
  auto rows = solver.run(solved_repeat_ && !settings_.varied ? std::min(wanted, enough_templates)
                                                             : wanted + spare);
  unsolved_ = solver.hardest();
  if (rows.empty() && unsolved_.empty()) {
    group_.conditions.clear();  // none could be evaluated outside the table: loading will tell
  } else {
    solved_ = std::make_shared<const std::vector<CellRow>>(std::move(rows));
  }
  row_ = solved_ ? 0 : start;
}

/// What the keys that are made of foreign keys and of columns with few values are counted through.
void GroupRows::list_parts() {
  for (const auto& group_key : group_.keys) {
    for (const int number : group_key.columns) {
      if (distinct_.contains(number)) continue;
      const auto refers = std::ranges::find_if(group_.foreign_keys, [&](const ForeignKey* key) {
        return std::ranges::count(key->columns, number) != 0;
      });
      const bool is_key = refers != group_.foreign_keys.end();
      const Column* column = is_key ? nullptr : columns_[place_of(number)].column;
      const ForeignKey* key = is_key ? *refers : nullptr;
      const bool known = std::ranges::any_of(
          parts_, [&](const Part& part) { return part.key == key && part.column == column; });
      if (known) continue;
      const std::uint64_t count = is_key ? parents_.at(key)->size() : maker_->variety(column->type);
      parts_.push_back({key, column, std::max<std::uint64_t>(count, 1)});
    }
  }
}

/// Foreign keys that share columns (a tenant) must choose parents that agree in them.
void GroupRows::index_shared_columns() {
  std::set<int> earlier;
  for (const ForeignKey* key : group_.foreign_keys) {
    auto index = std::make_shared<SharedIndex>();
    for (std::size_t i = 0; i < key->columns.size(); ++i) {
      if (earlier.contains(key->columns[i])) index->columns.push_back(i);
    }
    if (!index->columns.empty()) {
      const KeyRows& parents = *parents_.at(key);
      for (std::size_t row = 0; row < parents.size(); ++row) {
        std::uint64_t hash = 0;
        for (const std::size_t i : index->columns) {
          hash = combine(hash, parents.at(row, i));
        }
        index->rows[hash].push_back(row);
      }
      shared_[key] = std::move(index);
    }
    earlier.insert(key->columns.begin(), key->columns.end());
  }
}

std::size_t GroupRows::place_of(int number) const {
  return static_cast<std::size_t>(std::ranges::find(group_.columns, number) -
                                  group_.columns.begin());
}

std::uint64_t GroupRows::hash_of(const std::string& name) const {
  return hash_text(table_name_ + "." + name);
}

Draw GroupRows::draw_for(std::uint64_t name_hash, std::uint64_t row, std::uint64_t attempt) const {
  return {settings_.seed, name_hash, row * 1024 + attempt};
}

/// Counts through the combinations of the parts: each differs from the one before in every part,
/// and none comes twice before all have come.
std::optional<std::uint64_t> GroupRows::digit(std::uint64_t row, std::uint64_t attempt,
                                              const void* part) const {
  if (attempt >= 8 && attempt % 2 == 1) return std::nullopt;  // then by chance
  std::uint64_t rest = row + attempt * 7;
  std::uint64_t shift = 0;
  for (const Part& each : parts_) {
    const std::uint64_t value = (rest + shift) % each.count;
    if (each.key == part || each.column == part) return value;
    shift += rest % each.count;
    rest /= each.count;
  }
  return std::nullopt;
}

void GroupRows::refer(Cell* cells, std::vector<bool>& assigned, std::uint64_t row,
                      std::uint64_t attempt, const KeyPlan& plan) const {
  const KeyRows& parents = *plan.parents;
  Draw draw = draw_for(plan.name_hash, row, attempt);
  const auto counted = digit(row, attempt, plan.key);
  bool nullable = false;
  for (const std::size_t place : plan.places) {
    nullable = nullable || (!assigned[place] && columns_[place].nullable);
  }
  const bool by_choice =
      !counted &&
      (plan.profile != nullptr ? is_null(*plan.profile, draw)
                               : draw.chance(settings_.style == Style::edge_cases ? 3 : 1, 10));
  bool refers = parents.size() != 0 && !(nullable && by_choice);
  std::size_t chosen = 0;
  if (refers) {
    const bool by_rank = plan.profile != nullptr && plan.places.size() == 1;
    chosen = counted   ? *counted % parents.size()
             : by_rank ? plan.profile->rank(draw, parents.size())
                       : draw.below(parents.size());
    if (const auto shared = shared_.find(plan.key); shared != shared_.end()) {
      std::uint64_t hash = 0;
      bool complete = true;
      for (const std::size_t i : shared->second->columns) {
        const Cell& cell = cells[plan.places[i]];
        complete = complete && cell.has_value();
        if (cell) hash = combine(hash, *cell);
      }
      const auto rows = shared->second->rows.find(hash);
      if (complete && rows == shared->second->rows.end()) {
        refers = false;
      } else if (complete) {
        chosen = rows->second[(counted ? *counted : draw.next()) % rows->second.size()];
      }
    }
  }
  for (std::size_t i = 0; i < plan.places.size(); ++i) {
    const std::size_t place = plan.places[i];
    if (assigned[place]) continue;
    assigned[place] = true;
    if (refers) {
      cells[place] = parents.at(chosen, i);
    } else if (columns_[place].nullable) {
      cells[place].reset();
    } else {
      // With no parent at all the value is wrong whatever it is; the server will say so.
      cells[place] = value(row, attempt, columns_[place]);
    }
  }
}

Cell GroupRows::value(std::uint64_t row, std::uint64_t attempt, const ColumnPlan& plan) const {
  const Column& column = *plan.column;
  if (plan.decided != nullptr) {
    const auto index = static_cast<std::size_t>(row - first_row_);
    return index < plan.decided->size() ? (*plan.decided)[index] : Cell();
  }
  if (plan.null_at_first) return std::nullopt;
  Draw draw = draw_for(plan.name_hash, row, attempt);
  const auto counted = digit(row, attempt, &column);
  Request request;
  request.distinct = plan.distinct || counted.has_value();
  request.ordinal = counted.value_or(row);
  const bool edge_cases = settings_.style == Style::edge_cases || attempt > 2;
  request.style = edge_cases && draw.chance(1, 2) ? Style::edge_cases : Style::plain;
  request.lane = column.number;
  request.shape = plan.shape;
  request.draw = &draw;
  if (plan.nullable && !request.distinct) {
    const std::uint64_t in_ten = plan.candidates != nullptr ? 3 : 1;
    const bool null = plan.profile != nullptr
                          ? is_null(*plan.profile, draw)
                          : draw.chance(settings_.style == Style::edge_cases ? 3 : in_ten, 10);
    if (null) return std::nullopt;
  }
  if (plan.candidates != nullptr && !counted) {
    // All texts of a row have one shape, so that each shape gets its turn in every column.
    const bool one_shape = settings_.varied && plan.candidates->is_free_text() && draw.chance(3, 4);
    if (!one_shape) return plan.candidates->make(request);
    return shaped_text(static_cast<TextShape>(row % text_shapes),
                       request.distinct ? row : draw.below(1000), plan.candidates->limit());
  }
  if (plan.profile != nullptr && !request.distinct) return profiled(column, *plan.profile, request);
  if (plan.family == nullptr) return maker_->make(column.type, request);
  request.typmod = column.type.typmod;
  return plan.family->make(request);
}

/// A value by its rank among the column's different ones, so that the common ones come as often as
/// in production; texts are about as long.
std::string GroupRows::profiled(const Column& column, const ColumnProfile& profile,
                                Request request) const {
  if (!profile.bounds.empty() && profile.values.empty()) {
    return profile.bounds[request.draw->below(profile.bounds.size())];
  }
  const std::uint64_t rank = profile.rank(*request.draw, unlimited);
  if (rank < profile.values.size()) return profile.values[rank];
  request.distinct = true;
  request.ordinal = rank;
  std::string text = maker_->make(column.type, request);
  const TypeUse base = maker_->schema().base_of(column.type);
  const std::string& type = maker_->schema().type(base.type).name;
  if ((type != "text" && type != "varchar") || column.type.type != base.type) return text;
  const std::uint64_t limit =
      base.typmod >= 4 ? static_cast<std::uint64_t>(base.typmod - 4) : unlimited;
  const auto width = std::min<std::uint64_t>(limit, static_cast<std::uint64_t>(profile.width));
  if (text.size() < width) text += std::string(width - text.size(), 'x');
  return text;
}

CellRow GroupRows::candidate(std::uint64_t row, std::uint64_t attempt) const {
  CellRow cells(columns_.size());
  make(cells.data(), row, attempt);
  return cells;
}

void GroupRows::make(Cell* cells, std::uint64_t row, std::uint64_t attempt) const {
  if (keys_.empty()) {
    for (std::size_t place = 0; place < columns_.size(); ++place)
      cells[place] = value(row, attempt, columns_[place]);
    return;
  }
  std::vector<bool> assigned(columns_.size(), false);
  for (const KeyPlan& key : keys_) refer(cells, assigned, row, attempt, key);
  for (std::size_t place = 0; place < columns_.size(); ++place) {
    if (!assigned[place]) cells[place] = value(row, attempt, columns_[place]);
  }
}

/// Whether no earlier row has the same values in a key; if so, they are taken from now on.
bool GroupRows::take_if_new(const CellRow& cells, std::uint64_t attempt) {
  std::vector<std::optional<std::uint64_t>> hashes;
  for (std::size_t i = 0; i < group_.keys.size(); ++i) {
    const auto& key = group_.keys[i];
    std::uint64_t hash = 1;
    bool null = false;
    for (const int number : key.columns) {
      const Cell& cell = cells[place_of(number)];
      null = null || !cell;
      hash = combine(hash, cell.value_or("\x01NULL"));
    }
    hashes.emplace_back();
    if (null && !key.nulls_not_distinct) continue;
    if (key.only_sometimes && attempt >= strict_attempts) continue;
    if (taken_[i].contains(hash)) return false;
    hashes.back() = hash;
  }
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (hashes[i]) taken_[i].insert(*hashes[i]);
  }
  return true;
}

bool GroupRows::next(Cell* cells) {
  if (solved_) {
    if (solved_->empty()) return false;
    if (!solved_repeat_ && row_ >= solved_->size()) return false;
    std::ranges::copy((*solved_)[static_cast<std::size_t>(row_++ % solved_->size())], cells);
    return true;
  }
  for (const ColumnPlan& column : columns_) {
    if (column.decided != nullptr && row_ - first_row_ >= column.decided->size()) return false;
  }
  if (group_.keys.empty()) {
    make(cells, row_++, 0);
    return true;
  }
  for (std::uint64_t skipped = 0; skipped < settings_.rows + 20; ++skipped, ++row_) {
    for (std::uint64_t attempt = 0; attempt < most_attempts; ++attempt) {
      CellRow candidates = candidate(row_, attempt);
      if (!take_if_new(candidates, attempt)) continue;
      std::ranges::move(candidates, cells);
      ++row_;
      return true;
    }
  }
  return false;
}

std::string GroupRows::why_exhausted() const {
  if (solved_ && !unsolved_.empty()) {
    return "no " + std::string(solved_->empty() ? "" : "further ") + "row that satisfies " +
           unsolved_ + " was found";
  }
  std::vector<std::string> names;
  if (!group_.keys.empty()) {
    for (const int number : group_.keys.front().columns) {
      names.push_back(columns_[place_of(number)].column->name);
    }
  }
  std::string list;
  for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
  return "there are no further distinct values of (" + list + ")";
}

}  // namespace pgstair::seed
