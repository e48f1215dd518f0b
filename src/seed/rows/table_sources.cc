// SPDX-License-Identifier: MIT
#include "seed/rows/table_sources.h"

#include <algorithm>

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::seed {

namespace {

constexpr std::uint64_t fewest_keys = 1000;  // of a parent that children choose from

/// Two thirds, and at least one.
std::size_t share_to_use(std::size_t rows) { return (2 * rows + 2) / 3; }

}  // namespace

TableSources::TableSources(postgres::Session& session, Evaluator& evaluator, const Options& options,
                           const Schema& schema, const Pools& pools,
                           std::map<Oid, std::uint64_t> rows_before, ParentsUsed parents_used)
    : session_(session),
      evaluator_(evaluator),
      options_(options),
      schema_(schema),
      maker_(schema, pools),
      steps_(load_order(schema)),
      rows_before_(std::move(rows_before)),
      parents_used_(parents_used) {
  for (const auto& step : steps_) {
    for (const ForeignKey* key : step.predicted) {
      decided_columns_[key->parent].insert(key->parent_columns.begin(), key->parent_columns.end());
    }
  }
}

const TableProfile* TableSources::profile_of(const Table& table) const {
  return options_.profile ? options_.profile->table(table.display_name()) : nullptr;
}

std::uint64_t TableSources::rows_for(const Table& table) const {
  const auto own = options_.rows_of.find(table.oid);
  if (own != options_.rows_of.end()) return own->second;
  const TableProfile* profile = profile_of(table);
  return profile != nullptr && profile->rows ? *profile->rows : options_.settings.rows;
}

std::string TableSources::obstacle(const LoadStep& step) {
  const Table& table = *step.table;
  if (!table.may_insert) return "the role may not insert into it";
  if (table.partitioned && table.partition_condition.empty()) return "it has no partition";
  for (const auto& column : table.columns) {
    if (column.generated || is_nullable(schema_, column)) continue;
    const std::string problem = maker_.problem(column.type);
    if (!problem.empty()) return "column " + column.name + ": " + problem;
  }
  for (const auto& key : table.foreign_keys) {
    const bool now = !step.later.contains(&key) && !step.predicted.contains(&key);
    if (!now || may_be_null(schema_, table, key)) continue;
    const Table* parent = schema_.table(key.parent);
    if (parent == nullptr) return key.name + " refers to a table that is not visible";
    if (keys_of(key)->size() == 0) {
      return key.name + " refers to " + parent->display_name() + ", which has no rows";
    }
  }
  return "";
}

RunSettings TableSources::settings_for(const Table& table) const {
  RunSettings settings = options_.settings;
  settings.rows = rows_for(table);
  settings.profile = profile_of(table);
  return settings;
}

RowSource TableSources::source(const LoadStep& step, bool varied) {
  const Table& table = *step.table;
  const auto decided = decided_values(step);
  const TablePlan plan = plan_table(step, maker_, rows_for(table), columns_decided_for(step));
  null_at_first_[table.oid] = plan.null_at_first;
  RunSettings settings = settings_for(table);
  settings.varied = varied;
  std::vector<GroupRows> groups;
  for (const auto& group : plan.groups) {
    GroupInputs inputs{.plan = plan,
                       .group = group,
                       .maker = maker_,
                       .settings = settings,
                       .decided = decided,
                       .first_row = rows_before_.at(table.oid)};
    for (const ForeignKey* key : group.foreign_keys) inputs.parents[key] = keys_of(*key);
    groups.emplace_back(evaluator_, inputs);
  }
  return {table, std::move(groups)};
}

void TableSources::ask(Evaluator& evaluator, const LoadStep& step) const {
  const Table& table = *step.table;
  if (rows_for(table) == 0) return;
  const auto decided = columns_decided_for(step);
  const auto is_decided = [&](int number) { return decided.contains(number); };
  const TablePlan plan = plan_table(step, maker_, rows_for(table), decided);
  for (const auto& group : plan.groups) {
    const bool alone =
        group.foreign_keys.empty() && std::ranges::none_of(group.columns, is_decided);
    if (group.conditions.empty() || !alone) continue;
    const GroupRows asking(evaluator, {.plan = plan,
                                       .group = group,
                                       .maker = maker_,
                                       .settings = settings_for(table),
                                       .first_row = rows_before_.at(table.oid)});
  }
}

const std::set<int>* TableSources::null_at_first(const Table& table) const {
  const auto found = null_at_first_.find(table.oid);
  return found == null_at_first_.end() ? nullptr : &found->second;
}

void TableSources::forget_keys_of(const Table& table) {
  std::erase_if(keys_, [&](const auto& entry) { return entry.first.first == table.oid; });
}

std::shared_ptr<const KeyRows> TableSources::keys_of(const ForeignKey& key) {
  auto& known = keys_[{key.parent, key.parent_columns}];
  if (known) return known;
  auto rows = std::make_shared<KeyRows>();
  if (const Table* parent = schema_.table(key.parent)) {
    *rows = KeyRows::read(session_, schema_, *parent, key.parent_columns,
                          std::max(rows_for(*parent), fewest_keys));
    if (parents_used_ == ParentsUsed::most) rows->keep(share_to_use(rows->size()));
  }
  known = rows;
  return known;
}

/// Values of the columns that predicted keys refer to: from the sequence, or by counting.
void TableSources::decide(const Table& table) {
  const auto columns = decided_columns_.find(table.oid);
  if (columns == decided_columns_.end() || decided_.contains(table.oid)) return;
  auto& values = decided_[table.oid];
  for (const int number : columns->second) {
    const Column& column = *table.column(number);
    auto& cells = values[number];
    if (!column.sequence.empty()) {
      const auto rows =
          session_.execute("SELECT nextval(" + sql::quote_literal(column.sequence) +
                           ") FROM generate_series(1, " + std::to_string(rows_for(table)) + ")");
      cells.assign(rows.values.begin(), rows.values.end());
      continue;
    }
    const std::uint64_t first = rows_before_[table.oid];
    for (std::uint64_t row = first; row < first + rows_for(table); ++row) {
      Draw draw(options_.settings.seed, hash_text(table.display_name() + "." + column.name), row);
      Request request;
      request.ordinal = row;
      request.distinct = true;
      request.lane = number;
      request.shape = shape_for(column.name);
      request.draw = &draw;
      cells.emplace_back(maker_.make(column.type, request));
    }
  }
}

/// The table's own, and those of its predicted keys.
std::set<int> TableSources::columns_decided_for(const LoadStep& step) const {
  std::set<int> columns;
  if (const auto own = decided_columns_.find(step.table->oid); own != decided_columns_.end()) {
    columns = own->second;
  }
  for (const ForeignKey* key : step.predicted) {
    if (schema_.table(key->parent) == nullptr) continue;
    columns.insert(key->columns.begin(), key->columns.end());
  }
  return columns;
}

/// Values of those columns.
std::shared_ptr<const DecidedValues> TableSources::decided_values(const LoadStep& step) {
  decide(*step.table);
  auto result = std::make_shared<DecidedValues>();
  if (const auto own = decided_.find(step.table->oid); own != decided_.end()) *result = own->second;
  for (const ForeignKey* key : step.predicted) {
    const Table* parent = schema_.table(key->parent);
    if (parent == nullptr) continue;
    decide(*parent);
    for (std::size_t i = 0; i < key->columns.size(); ++i) {
      (*result)[key->columns[i]] = decided_[parent->oid][key->parent_columns[i]];
    }
  }
  return result;
}

}  // namespace pgstair::seed
