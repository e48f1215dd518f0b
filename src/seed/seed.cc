// SPDX-License-Identifier: MIT
#include "seed/seed.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "seed/acceptance.h"
#include "seed/evaluation.h"
#include "seed/links.h"
#include "seed/load.h"
#include "seed/order.h"
#include "seed/pools.h"
#include "seed/predicted_keys.h"
#include "seed/schema_reader.h"
#include "seed/table_plan.h"
#include "sql/script.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::seed {

namespace {

constexpr std::size_t fewest_pool_values = 400;
constexpr std::size_t most_pool_values = 20'000;
constexpr std::uint64_t fewest_keys = 1000;  // of a parent that children choose from

/// Whatever the session's settings, the text of values means the same.
constexpr const char* pinned_settings =
    "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = "
    "postgres; SET LOCAL standard_conforming_strings = on; SET LOCAL statement_timeout = 0; SET "
    "LOCAL client_min_messages = error; SET CONSTRAINTS ALL IMMEDIATE";

/// Two thirds, and at least one.
std::size_t share_to_use(std::size_t rows) { return (2 * rows + 2) / 3; }

class Filling {
 public:
  Filling(postgres::Session& session, const Options& options, Schema schema)
      : session_(session),
        options_(options),
        answers_(options.memory->answers),
        schema_(std::move(schema)),
        maker_(schema_, {}) {}

  Report run() {
    const auto counts = count_all(std::string(pinned_settings) + "; ");
    for (const auto& [oid, count] : counts) results_[oid].before = count;
    const auto pool_size = std::clamp(static_cast<std::size_t>(2 * options_.settings.rows),
                                      fewest_pool_values, most_pool_values);
    pools_ = find_pools(session_, schema_, options_.settings.seed, pool_size, answers_);
    maker_ = ValueMaker(schema_, pools_);
    const auto steps = load_order(schema_);
    note_decided_columns(steps);
    for (const auto& step : steps) fill_table(step);
    for (const auto& step : steps) link(step);
    for (const auto& step : steps) clear_orphans(step);
    check_deferred();
    return report();
  }

  /// Children leave some rows of each parent without any, so that a further child whose key is its
  /// parent's finds one.
  void hold_back_parents() { holding_back_ = true; }

  /// Instead of run(), where another has filled the tables: goes on from there.
  void resume(const Report& report, const Pools& pools) {
    pools_ = pools;
    maker_ = ValueMaker(schema_, pools_);
    steps_ = load_order(schema_);
    note_decided_columns(steps_);
    std::map<std::string, std::uint64_t> counts;
    for (const auto& result : report.tables) counts.emplace(result.table, result.rows);
    for (const auto& table : schema_.tables) {
      results_[table.oid].before = counts.at(table.display_name());
    }
  }

  /// After resume(): further rows that the server would take.
  std::map<Oid, SpareRows> spares(const std::set<Oid>& tables, std::size_t wanted) {
    std::vector<const LoadStep*> steps;
    for (const auto& step : steps_) {
      if (tables.contains(step.table->oid)) steps.push_back(&step);
    }
    std::vector<RowsToTry> tried;
    for (const auto* step : steps) tried.push_back(few_rows(*step, 3 * wanted));
    auto taken = acceptable_rows(session_, tried, wanted);
    std::map<Oid, SpareRows> result;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (tried[i].rows.empty()) continue;
      SpareRows spare;
      for (const Column* column : tried[i].columns) spare.columns.push_back(column->number);
      spare.rows = std::move(taken[i]);
      if (spare.rows.size() < std::min<std::size_t>(wanted, 2)) {
        spare = search_spares(*steps[i], wanted);
      }
      if (!spare.rows.empty()) result.emplace(steps[i]->table->oid, std::move(spare));
    }
    return result;
  }

  void finish() { drop_helpers(session_, answers_); }
  Schema take_schema() { return std::move(schema_); }
  Pools take_pools() { return std::move(pools_); }

 private:
  void note_decided_columns(const std::vector<LoadStep>& steps) {
    for (const auto& step : steps) {
      for (const ForeignKey* key : step.predicted) {
        decided_columns_[key->parent].insert(key->parent_columns.begin(),
                                             key->parent_columns.end());
      }
    }
  }

  std::map<Oid, std::uint64_t> count_all(const std::string& before) {
    std::vector<const Table*> tables;
    for (const auto& table : schema_.tables) tables.push_back(&table);
    const auto counts = count_rows(session_, tables, before);
    std::map<Oid, std::uint64_t> result;
    for (std::size_t i = 0; i < tables.size(); ++i) result.emplace(tables[i]->oid, counts[i]);
    return result;
  }

  const TableProfile* profile_of(const Table& table) const {
    return options_.profile ? options_.profile->table(table.display_name()) : nullptr;
  }

  std::uint64_t rows_for(const Table& table) const {
    const auto own = options_.rows_of.find(table.oid);
    if (own != options_.rows_of.end()) return own->second;
    const TableProfile* profile = profile_of(table);
    return profile != nullptr && profile->rows ? *profile->rows : options_.settings.rows;
  }

  void give_up(const Table& table, const std::string& reason) {
    results_[table.oid].reason = reason;
  }

  /// Why there is no point in trying; empty if there is.
  std::string obstacle(const LoadStep& step) {
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

  std::shared_ptr<const KeyRows> keys_of(const ForeignKey& key) {
    auto& known = keys_[{key.parent, key.parent_columns}];
    if (known) return known;
    auto rows = std::make_shared<KeyRows>();
    const Table* parent = schema_.table(key.parent);
    if (parent != nullptr) {
      std::vector<std::string> names;
      std::string not_null;
      for (const int number : key.parent_columns) {
        names.push_back(sql::quote_identifier(parent->column(number)->name));
        not_null += (not_null.empty() ? " WHERE " : " AND ") + names.back() + " IS NOT NULL";
      }
      const auto limit = std::max(rows_for(*parent), fewest_keys);
      const auto found = session_.execute("SELECT " + join(names, ", ") + " FROM " +
                                          parent->sql_name() + not_null + " ORDER BY " +
                                          join(names, ", ") + " LIMIT " + std::to_string(limit));
      rows->width = names.size();
      const std::size_t used = holding_back_ ? share_to_use(found.size()) : found.size();
      for (std::size_t i = 0; i < used * found.columns; ++i) {
        rows->values.push_back(found.values[i].value_or(""));
      }
    }
    known = rows;
    return known;
  }

  /// Values of the columns that predicted keys refer to: from the sequence, or by counting.
  void decide(const Table& table) {
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
      const std::uint64_t first = results_[table.oid].before;
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

  /// The table's own decided columns, and those of its predicted keys with their parents' values.
  std::shared_ptr<const DecidedValues> decided_values(const LoadStep& step) {
    decide(*step.table);
    auto result = std::make_shared<DecidedValues>();
    if (const auto own = decided_.find(step.table->oid); own != decided_.end())
      *result = own->second;
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

  /// The first rows that the table could get; most often some of them are good.
  RowsToTry few_rows(const LoadStep& step, std::size_t most) {
    RowsToTry result{step.table, {}, {}};
    if (!obstacle(step).empty()) return result;
    RowSource source = source_of(step, false);
    result.columns = source.columns();
    for (CellRow row(source.columns().size()); result.rows.size() < most && source.next(row);) {
      result.rows.push_back(row);
    }
    return result;
  }

  SpareRows search_spares(const LoadStep& step, std::size_t wanted) {
    SpareRows spare = spares_of(step, false, wanted);
    if (!spare.rows.empty() || step.table->triggers.empty()) return spare;
    return spares_of(step, true, wanted);
  }

  SpareRows spares_of(const LoadStep& step, bool varied, std::size_t wanted) {
    RowSource source = source_of(step, varied);
    SpareRows spare;
    for (const Column* column : source.columns()) spare.columns.push_back(column->number);
    spare.rows = acceptable_rows(session_, *step.table, std::move(source), wanted);
    return spare;
  }

  RowSource source_of(const LoadStep& step, bool varied) {
    const Table& table = *step.table;
    auto decided = decided_values(step);
    std::set<int> columns;
    for (const auto& [number, values] : *decided) columns.insert(number);
    const TablePlan plan = plan_table(step, maker_, rows_for(table), columns);
    null_at_first_[table.oid] = plan.null_at_first;
    std::vector<GroupRows> groups;
    for (const auto& group : plan.groups) {
      std::map<const ForeignKey*, std::shared_ptr<const KeyRows>> parents;
      for (const ForeignKey* key : group.foreign_keys) parents[key] = keys_of(*key);
      RunSettings settings = options_.settings;
      settings.varied = varied;
      settings.rows = rows_for(table);
      settings.profile = profile_of(table);
      groups.emplace_back(session_, answers_, plan, group, maker_, settings, std::move(parents),
                          decided, results_[table.oid].before);
    }
    return {table, std::move(groups)};
  }

  void fill_table(const LoadStep& step) {
    const Table& table = *step.table;
    if (options_.leave_alone) {
      const std::string reason = options_.leave_alone(table.schema, table.name);
      if (!reason.empty()) {
        results_[table.oid].state = TableResult::State::left_alone;
        return give_up(table, reason);
      }
    }
    if (rows_for(table) == 0) {
      results_[table.oid].state = TableResult::State::left_alone;
      return give_up(table, "the profile has no rows of it");
    }
    if (const std::string reason = obstacle(step); !reason.empty()) return give_up(table, reason);
    if (!step.later.empty()) remember_rows(session_, table);
    postpone_predicted(session_, step);
    const RowSource source = source_of(step, false);
    const LoadOutcome outcome = load(session_,
                                     {.table = table,
                                      .source = source,
                                      .varied = [&] { return source_of(step, true); },
                                      .wanted = rows_for(table),
                                      .thorough = options_.settings.thorough,
                                      .parents = step.predicted.empty() ? &schema_ : nullptr,
                                      .purpose = purpose_of(table)},
                                     options_.memory->recollections);
    if (!outcome.reason.empty()) give_up(table, outcome.reason);
    std::erase_if(keys_, [&](const auto& entry) { return entry.first.first == table.oid; });
  }

  std::string purpose_of(const Table& table) {
    return std::string(options_.settings.style == Style::nasty ? "nasty " : "plain ") +
           std::to_string(options_.settings.seed) + " from " +
           std::to_string(results_[table.oid].before);
  }

  void link(const LoadStep& step) {
    for (const ForeignKey* key : step.later) {
      const Table* parent = schema_.table(key->parent);
      const bool filled = results_[step.table->oid].state != TableResult::State::left_alone;
      if (parent != nullptr && filled && null_at_first_.contains(step.table->oid)) {
        set_later_key(session_, *step.table, *parent, *key, null_at_first_[step.table->oid]);
      }
    }
    if (!step.later.empty()) forget_rows(session_, *step.table);
  }

  void check_deferred() {
    const auto outcome = session_.try_execute("SET CONSTRAINTS ALL IMMEDIATE");
    if (const auto* error = postgres::failure(outcome)) {
      throw EnvironmentError("the rows contradict each other: " + to_string(*error),
                             "Nothing was added. Fill a database whose tables are empty.");
    }
  }

  /// Only where all rows are ours.
  void clear_orphans(const LoadStep& step) {
    if (results_[step.table->oid].before != 0) return;
    const std::string key = remove_orphans(session_, schema_, step);
    if (!key.empty()) give_up(*step.table, key + " refers to rows that were refused");
  }

  Report report() {
    Report report;
    const auto counts = count_all("");
    for (const auto& table : schema_.tables) {
      TableResult result = results_[table.oid];
      result.table = table.display_name();
      result.rows = counts.at(table.oid);
      const std::uint64_t added = result.rows - std::min(result.rows, result.before);
      if (table.foreign) {
        result.state = TableResult::State::left_alone;
        result.reason = "a foreign table";
      } else if (table.partition_root != 0) {
        explain_partition(table, added, result);
      } else if (result.state != TableResult::State::left_alone && added < rows_for(table)) {
        result.state = added == 0 ? TableResult::State::not_filled : TableResult::State::partly;
      } else if (result.state == TableResult::State::filled) {
        result.reason.clear();
      }
      report.tables.push_back(std::move(result));
    }
    return report;
  }

  void explain_partition(const Table& table, std::uint64_t added, TableResult& result) const {
    const Table* root = schema_.table(table.partition_root);
    const std::string name = root == nullptr ? "another table" : root->display_name();
    result.partition = true;
    result.reason = "a partition, filled through " + name;
    if (added == 0) {
      result.state = TableResult::State::left_alone;
      result.reason = "no row of " + name + " fell into this partition";
    }
  }

  postgres::Session& session_;
  const Options& options_;
  Answers& answers_;
  Schema schema_;
  Pools pools_;
  ValueMaker maker_;
  std::vector<LoadStep> steps_;
  bool holding_back_ = false;
  std::map<Oid, TableResult> results_;
  std::map<std::pair<Oid, std::vector<int>>, std::shared_ptr<const KeyRows>> keys_;
  std::map<Oid, std::set<int>> decided_columns_;
  std::map<Oid, DecidedValues> decided_;
  std::map<Oid, std::set<int>> null_at_first_;
};

}  // namespace

Report fill(postgres::Session& session, const Options& options) {
  return fill(session, options, read_schema(session));
}

Report fill(postgres::Session& session, const Options& options, Schema schema) {
  Filling filling(session, options, std::move(schema));
  Report report = filling.run();
  filling.finish();
  return report;
}

void pin_settings(postgres::Session& session) { session.execute(pinned_settings); }

Specimens fill_for_more(postgres::Session& session, const Options& options) {
  Filling filling(session, options, read_schema(session));
  filling.hold_back_parents();
  Specimens specimens;
  specimens.report = filling.run();
  filling.finish();
  specimens.schema = filling.take_schema();
  specimens.pools = filling.take_pools();
  return specimens;
}

class SpareFinder::Search {
 public:
  Search(postgres::Session& session, const Specimens& specimens, const RunSettings& settings)
      : options_{.settings = settings, .leave_alone = {}},
        filling_(session, options_, specimens.schema) {
    filling_.resume(specimens.report, specimens.pools);
  }

  std::map<Oid, SpareRows> run(const std::set<Oid>& tables, std::size_t wanted) {
    return filling_.spares(tables, wanted);
  }

 private:
  Options options_;
  Filling filling_;
};

SpareFinder::SpareFinder(postgres::Session& session, const Specimens& specimens,
                         const RunSettings& settings)
    : search_(std::make_unique<Search>(session, specimens, settings)) {}

SpareFinder::~SpareFinder() = default;

std::map<Oid, SpareRows> SpareFinder::find(const std::vector<const Table*>& tables,
                                           std::size_t wanted) {
  std::set<Oid> oids;
  for (const Table* table : tables) oids.insert(table->oid);
  return search_->run(oids, wanted);
}

std::vector<std::vector<const Table*>> portions(const Schema& schema, std::size_t size) {
  std::set<Oid> together;
  for (const auto& step : load_order(schema)) {
    if (!step.predicted.empty()) together.insert(step.table->oid);
    for (const ForeignKey* key : step.predicted) together.insert(key->parent);
  }
  std::vector<std::vector<const Table*>> result(1);
  for (const auto& table : schema.tables) {
    if (together.contains(table.oid)) result.front().push_back(&table);
  }
  for (const auto& table : schema.tables) {
    if (together.contains(table.oid)) continue;
    if (result.back().size() >= size) result.emplace_back();
    result.back().push_back(&table);
  }
  return result;
}

}  // namespace pgstair::seed
