// SPDX-License-Identifier: MIT
#include "seed/group_rows.h"

#include <algorithm>

#include "seed/group_solver.h"

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

GroupRows::GroupRows(postgres::Session& session, const TablePlan& plan, const Group& group,
                     const ValueMaker& maker, const RunSettings& settings,
                     std::map<const ForeignKey*, std::shared_ptr<const KeyRows>> parents,
                     std::shared_ptr<const DecidedValues> decided, std::uint64_t first_row)
    : table_name_(plan.table().display_name()),
      group_(group),
      distinct_(plan.distinct),
      null_at_first_(plan.null_at_first),
      maker_(&maker),
      settings_(settings),
      parents_(std::move(parents)),
      decided_(std::move(decided)),
      first_row_(first_row),
      row_(first_row),
      taken_(group.keys.size()) {
  for (const int number : group_.columns) columns_.push_back(plan.table().column(number));
  list_parts();
  index_shared_columns();
  if (group_.conditions.empty() && !settings.varied) return;
  for (const Column* column : columns_) {
    std::vector<std::string> mentioning;
    if (settings.varied) mentioning.push_back(plan.table().trigger_source);
    for (const auto& condition : group_.conditions) {
      if (std::ranges::count(condition.columns, column->number) != 0) {
        mentioning.push_back(condition.condition.expression);
      }
    }
    if (maker.problem(column->type).empty()) {
      candidates_[column->number] =
          std::make_shared<const Candidates>(session, maker, column->type, mentioning);
    }
  }
  if (!group_.conditions.empty()) solve(session, plan);
}

void GroupRows::solve(postgres::Session& session, const TablePlan& plan) {
  const auto wanted = static_cast<std::size_t>(settings_.rows);
  solved_repeat_ = group_.keys.empty();
  const std::uint64_t start = row_;
  GroupSolver solver(session, plan, *this);
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
      const Column* column = is_key ? nullptr : columns_[place_of(number)];
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
          hash = combine(hash, parents.values[row * parents.width + i]);
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

Draw GroupRows::draw_for(const std::string& name, std::uint64_t row, std::uint64_t attempt) const {
  return {settings_.seed, hash_text(table_name_ + "." + name), row * 1024 + attempt};
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

void GroupRows::refer(CellRow& cells, std::vector<bool>& assigned, std::uint64_t row,
                      std::uint64_t attempt, const ForeignKey& key) const {
  const KeyRows& parents = *parents_.at(&key);
  Draw draw = draw_for(key.name, row, attempt);
  const auto counted = digit(row, attempt, &key);
  bool nullable = false;
  for (const int number : key.columns) {
    const std::size_t place = place_of(number);
    nullable = nullable || (!assigned[place] && is_nullable(maker_->schema(), *columns_[place]));
  }
  const ColumnProfile* nulls = profile_of(*columns_[place_of(key.columns.front())]);
  const bool by_choice =
      !counted && (nulls != nullptr ? is_null(*nulls, draw)
                                    : draw.chance(settings_.style == Style::nasty ? 3 : 1, 10));
  std::optional<std::size_t> chosen;
  if (parents.size() != 0 && !(nullable && by_choice)) {
    const ColumnProfile* profile =
        key.columns.size() == 1 ? profile_of(*columns_[place_of(key.columns.front())]) : nullptr;
    chosen = counted   ? *counted % parents.size()
             : profile ? profile->rank(draw, parents.size())
                       : draw.below(parents.size());
    if (const auto shared = shared_.find(&key); shared != shared_.end()) {
      std::uint64_t hash = 0;
      bool complete = true;
      for (const std::size_t i : shared->second->columns) {
        const Cell& cell = cells[place_of(key.columns[i])];
        complete = complete && cell.has_value();
        if (cell) hash = combine(hash, *cell);
      }
      const auto rows = shared->second->rows.find(hash);
      if (complete && rows == shared->second->rows.end()) {
        chosen.reset();
      } else if (complete) {
        chosen = rows->second[(counted ? *counted : draw.next()) % rows->second.size()];
      }
    }
  }
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    const std::size_t place = place_of(key.columns[i]);
    if (assigned[place]) continue;
    assigned[place] = true;
    const bool null = !chosen && is_nullable(maker_->schema(), *columns_[place]);
    if (null) continue;
    // With no parent at all the value is wrong whatever it is; the server will say so.
    cells[place] =
        chosen ? Cell(parents.values[*chosen * parents.width + i]) : value(row, attempt, place);
  }
}

Cell GroupRows::value(std::uint64_t row, std::uint64_t attempt, std::size_t place) const {
  const Column& column = *columns_[place];
  if (const auto decided = decided_->find(column.number); decided != decided_->end()) {
    const auto index = static_cast<std::size_t>(row - first_row_);
    return index < decided->second.size() ? decided->second[index] : Cell();
  }
  if (null_at_first_.contains(column.number)) return std::nullopt;
  Draw draw = draw_for(column.name, row, attempt);
  const auto counted = digit(row, attempt, &column);
  const ColumnProfile* profile = profile_of(column);
  Request request;
  request.distinct = distinct_.contains(column.number) || counted.has_value();
  request.ordinal = counted.value_or(row);
  const bool nasty = settings_.style == Style::nasty || attempt > 2;
  request.style = nasty && draw.chance(1, 2) ? Style::nasty : Style::plain;
  request.lane = column.number;
  request.name = column.name;
  request.draw = &draw;
  if (is_nullable(maker_->schema(), column) && !request.distinct) {
    const auto candidates = candidates_.find(column.number);
    const std::uint64_t in_ten = candidates != candidates_.end() ? 3 : 1;
    const bool null = profile != nullptr
                          ? is_null(*profile, draw)
                          : draw.chance(settings_.style == Style::nasty ? 3 : in_ten, 10);
    if (null) return std::nullopt;
  }
  const auto candidates = candidates_.find(column.number);
  if (candidates != candidates_.end() && !counted) {
    // All texts of a row have one shape, so that each shape gets its turn in every column.
    const bool one_shape =
        settings_.varied && candidates->second->is_free_text() && draw.chance(3, 4);
    if (!one_shape) return candidates->second->make(request);
    return shaped_text(static_cast<TextShape>(row % text_shapes),
                       request.distinct ? row : draw.below(1000), candidates->second->limit());
  }
  if (profile != nullptr && !request.distinct) return profiled(column, *profile, request);
  return maker_->make(column.type, request);
}

const ColumnProfile* GroupRows::profile_of(const Column& column) const {
  return settings_.profile == nullptr ? nullptr : settings_.profile->column(column.name);
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
  std::vector<bool> assigned(columns_.size(), false);
  for (const ForeignKey* key : group_.foreign_keys) refer(cells, assigned, row, attempt, *key);
  for (std::size_t place = 0; place < cells.size(); ++place) {
    if (!assigned[place]) cells[place] = value(row, attempt, place);
  }
  return cells;
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

std::optional<CellRow> GroupRows::next() {
  if (solved_) {
    if (solved_->empty()) return std::nullopt;
    if (!solved_repeat_ && row_ >= solved_->size()) return std::nullopt;
    return (*solved_)[static_cast<std::size_t>(row_++ % solved_->size())];
  }
  if (!decided_->empty()) {
    const bool over = std::ranges::any_of(group_.columns, [&](int number) {
      const auto decided = decided_->find(number);
      return decided != decided_->end() && row_ - first_row_ >= decided->second.size();
    });
    if (over) return std::nullopt;
  }
  if (group_.keys.empty()) return candidate(row_++, 0);
  for (std::uint64_t skipped = 0; skipped < settings_.rows + 20; ++skipped, ++row_) {
    for (std::uint64_t attempt = 0; attempt < most_attempts; ++attempt) {
      CellRow cells = candidate(row_, attempt);
      if (!take_if_new(cells, attempt)) continue;
      ++row_;
      return cells;
    }
  }
  return std::nullopt;
}

std::string GroupRows::why_exhausted() const {
  if (solved_ && !unsolved_.empty()) {
    return "no " + std::string(solved_->empty() ? "" : "further ") + "row that satisfies " +
           unsolved_ + " was found";
  }
  std::vector<std::string> names;
  if (!group_.keys.empty()) {
    for (const int number : group_.keys.front().columns) {
      names.push_back(columns_[place_of(number)]->name);
    }
  }
  std::string list;
  for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
  return "there are no further distinct values of (" + list + ")";
}

}  // namespace pgstair::seed
