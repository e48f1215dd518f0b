// SPDX-License-Identifier: MIT
#include "seed/seed.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "seed/conditions/evaluation.h"
#include "seed/conditions/pools.h"
#include "seed/load/count_rows.h"
#include "seed/load/fast/bulk_loader.h"
#include "seed/load/fast/condition_prefetch.h"
#include "seed/load/keys_set_later.h"
#include "seed/load/pinned_settings.h"
#include "seed/load/plain_loader.h"
#include "seed/load/predicted_keys.h"
#include "seed/rows/table_sources.h"
#include "seed/schema/whole_schema_source.h"
#include "support/errors.h"

namespace pgstair::seed {

namespace {

constexpr std::size_t fewest_pool_values = 400;
constexpr std::size_t most_pool_values = 20'000;

std::unique_ptr<Loader> loader_for(postgres::Session& session, const Options& options) {
  auto plain = std::make_unique<PlainLoader>(session, *options.cache);
  if (!options.fast) return plain;
  return std::make_unique<BulkLoader>(session, options.fast->bulk_from, std::move(plain));
}

class Filling {
 public:
  Filling(postgres::Session& session, const Options& options, const Schema& schema)
      : session_(session),
        options_(options),
        schema_(schema),
        evaluator_(session, *options.cache),
        loader_(loader_for(session, options)) {}

  Report run(ParentsUsed parents_used) {
    auto counts = count_all(pinned_settings() + "; ");
    for (const auto& [oid, count] : counts) results_[oid].before = count;
    const auto pool_size = std::clamp(static_cast<std::size_t>(2 * options_.settings.rows),
                                      fewest_pool_values, most_pool_values);
    pools_ = find_pools(evaluator_, schema_, options_.settings.seed, pool_size);
    sources_.emplace(session_, evaluator_, options_, schema_, pools_, std::move(counts),
                     parents_used);
    fill_tables();
    for (const auto& step : sources_->steps()) link(step);
    for (const auto& step : sources_->steps()) clear_orphans(step);
    check_deferred();
    evaluator_.drop_helper();
    return report();
  }

  /// Values of types that only the server knows values of.
  Pools take_pools() { return std::move(pools_); }

 private:
  std::map<Oid, std::uint64_t> count_all(const std::string& before) {
    std::vector<const Table*> tables;
    for (const auto& table : schema_.tables) tables.push_back(&table);
    const auto counts = count_rows(session_, tables, before);
    std::map<Oid, std::uint64_t> result;
    for (std::size_t i = 0; i < tables.size(); ++i) result.emplace(tables[i]->oid, counts[i]);
    return result;
  }

  void fill_tables() {
    std::optional<ConditionPrefetch> prefetch;
    if (options_.fast && !options_.fast->prefetch_conninfo.empty()) {
      prefetch.emplace(options_.fast->prefetch_conninfo, *sources_);
    }
    for (std::size_t i = 0; i < sources_->steps().size(); ++i) {
      if (prefetch) prefetch->take(i, *options_.cache);
      fill_table(sources_->steps()[i]);
    }
  }

  void give_up(const Table& table, const std::string& reason) {
    results_[table.oid].reason = reason;
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
    if (sources_->rows_for(table) == 0) {
      results_[table.oid].state = TableResult::State::left_alone;
      return give_up(table, "the profile has no rows of it");
    }
    if (const std::string reason = sources_->obstacle(step); !reason.empty())
      return give_up(table, reason);
    if (!step.later.empty()) remember_rows(session_, table);
    postpone_predicted(session_, step);
    const RowSource source = sources_->source(step, false);
    const LoadRequest request{.table = table,
                              .source = source,
                              .varied = [&] { return sources_->source(step, true); },
                              .wanted = sources_->rows_for(table),
                              .thorough = options_.settings.thorough,
                              .parents = step.predicted.empty() ? &schema_ : nullptr,
                              .purpose = purpose_of(table)};
    const LoadOutcome outcome = loader_->load(request);
    if (!outcome.reason.empty()) give_up(table, outcome.reason);
    sources_->forget_keys_of(table);
  }

  std::string purpose_of(const Table& table) {
    return std::string(options_.settings.style == Style::edge_cases ? "edge cases " : "plain ") +
           std::to_string(options_.settings.seed) + " from " +
           std::to_string(results_[table.oid].before);
  }

  void link(const LoadStep& step) {
    const Table& table = *step.table;
    const std::set<int>* null_at_first = sources_->null_at_first(table);
    for (const ForeignKey* key : step.later) {
      const Table* parent = schema_.table(key->parent);
      const bool filled = results_[table.oid].state != TableResult::State::left_alone;
      if (parent != nullptr && filled && null_at_first != nullptr) {
        set_later_key(session_, table, *parent, *key, *null_at_first);
      }
    }
    if (!step.later.empty()) forget_rows(session_, table);
  }

  void check_deferred() {
    const auto outcome = session_.try_execute("SET CONSTRAINTS ALL IMMEDIATE");
    if (const auto* error = postgres::failure(outcome)) {
      throw ContradictingRows(*error);
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
      } else if (result.state != TableResult::State::left_alone &&
                 added < sources_->rows_for(table)) {
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
  const Schema& schema_;
  Evaluator evaluator_;
  std::unique_ptr<Loader> loader_;
  Pools pools_;
  std::optional<TableSources> sources_;
  std::map<Oid, TableResult> results_;
};

}  // namespace

Report fill(postgres::Session& session, const Options& options) {
  return fill(session, options, read_schema(session));
}

Report fill(postgres::Session& session, const Options& options, const Schema& schema) {
  return Filling(session, options, schema).run(ParentsUsed::all);
}

FilledDatabase fill_for_more(postgres::Session& session, const Options& options) {
  FilledDatabase database{.schema = read_schema(session), .report = {}, .pools = {}};
  Filling filling(session, options, database.schema);
  database.report = filling.run(ParentsUsed::most);
  database.pools = filling.take_pools();
  return database;
}

}  // namespace pgstair::seed
