// SPDX-License-Identifier: MIT
#include "seed/insertable_rows.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "seed/load/acceptable_rows.h"
#include "seed/load/row_by_row.h"
#include "seed/plan/order.h"
#include "seed/rows/table_sources.h"

namespace pgstair::seed {

namespace {

std::map<Oid, std::uint64_t> rows_of_tables(const FilledDatabase& database) {
  std::map<std::string, std::uint64_t> counts;
  for (const auto& result : database.report.tables) counts.emplace(result.table, result.rows);
  std::map<Oid, std::uint64_t> result;
  for (const auto& table : database.schema.tables) {
    result.emplace(table.oid, counts.at(table.display_name()));
  }
  return result;
}

}  // namespace

class InsertableRowFinder::Search {
 public:
  Search(postgres::Session& session, const FilledDatabase& database, const RunSettings& settings)
      : session_(session),
        options_{.settings = settings, .leave_alone = {}},
        evaluator_(session, *options_.cache),
        sources_(session, evaluator_, options_, database.schema, database.pools,
                 rows_of_tables(database), ParentsUsed::all) {}

  std::map<Oid, InsertableRows> run(const std::set<Oid>& tables, std::size_t wanted) {
    std::vector<const LoadStep*> steps;
    for (const auto& step : sources_.steps()) {
      if (tables.contains(step.table->oid)) steps.push_back(&step);
    }
    std::vector<RowsToTry> tried;
    for (const auto* step : steps) tried.push_back(few_rows(*step, 3 * wanted));
    auto taken = acceptable_rows(session_, tried, wanted);
    std::map<Oid, InsertableRows> result;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (tried[i].rows.empty()) continue;
      InsertableRows insertable;
      for (const Column* column : tried[i].columns) insertable.columns.push_back(column->number);
      insertable.rows = std::move(taken[i]);
      if (insertable.rows.size() < std::min<std::size_t>(wanted, 2)) {
        insertable = search_insertable_rows(*steps[i], wanted);
      }
      if (!insertable.rows.empty()) result.emplace(steps[i]->table->oid, std::move(insertable));
    }
    return result;
  }

 private:
  /// The first rows that the table could get; most often some of them are good.
  RowsToTry few_rows(const LoadStep& step, std::size_t most) {
    RowsToTry result{step.table, {}, {}};
    if (!sources_.obstacle(step).empty()) return result;
    RowSource source = sources_.source(step, false);
    result.columns = source.columns();
    for (CellRow row(source.columns().size()); result.rows.size() < most && source.next(row);) {
      result.rows.push_back(row);
    }
    return result;
  }

  InsertableRows search_insertable_rows(const LoadStep& step, std::size_t wanted) {
    InsertableRows insertable = insertable_rows_of(step, false, wanted);
    if (!insertable.rows.empty() || step.table->triggers.empty()) return insertable;
    return insertable_rows_of(step, true, wanted);
  }

  InsertableRows insertable_rows_of(const LoadStep& step, bool varied, std::size_t wanted) {
    RowSource source = sources_.source(step, varied);
    InsertableRows insertable;
    for (const Column* column : source.columns()) insertable.columns.push_back(column->number);
    insertable.rows = RowByRow(session_, *step.table, std::move(source)).acceptable(wanted);
    return insertable;
  }

  postgres::Session& session_;
  Options options_;
  Evaluator evaluator_;
  TableSources sources_;
};

InsertableRowFinder::InsertableRowFinder(postgres::Session& session, const FilledDatabase& database,
                                         const RunSettings& settings)
    : search_(std::make_unique<Search>(session, database, settings)) {}

InsertableRowFinder::~InsertableRowFinder() = default;

std::map<Oid, InsertableRows> InsertableRowFinder::find(const std::vector<const Table*>& tables,
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
