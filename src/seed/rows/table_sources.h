// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "postgres/session.h"
#include "seed/plan/order.h"
#include "seed/plan/table_plan.h"
#include "seed/rows/options.h"
#include "seed/rows/row_source.h"

namespace pgstair::seed {

/// How many of a parent's rows children refer to: with `most`, some remain without any, so that a
/// further child whose key is its parent's finds one.
enum class ParentsUsed { all, most };

/// What rows each table of a database could get: by the plan of its columns, with the keys of the
/// rows that its parents have by now. Whether the server takes them is another question.
class TableSources {
 public:
  /// `rows_before`: what each table had at first; rows that are made differ from those. The
  /// session, the evaluator of that session, the options and the schema outlive the sources.
  TableSources(postgres::Session& session, Evaluator& evaluator, const Options& options,
               const Schema& schema, const Pools& pools, std::map<Oid, std::uint64_t> rows_before,
               ParentsUsed parents_used);

  /// The tables, parents first.
  const std::vector<LoadStep>& steps() const { return steps_; }

  /// How many rows a table is to get.
  std::uint64_t rows_for(const Table& table) const;

  /// Why there is no point in trying; empty if there is.
  std::string obstacle(const LoadStep& step);

  /// The rows of a table, from the first on; `varied`, of all sorts of values. Requires: no
  /// obstacle.
  RowSource source(const LoadStep& step, bool varied);

  /// Asks what source() will want to know of the conditions on a table's rows, as far as that does
  /// not depend on other tables' rows. Any number of sessions may at the same time.
  void ask(Evaluator& evaluator, const LoadStep& step) const;

  /// The columns that the last source() of a table left NULL, for keys that are set later; none if
  /// there was no source().
  const std::set<int>* null_at_first(const Table& table) const;

  /// The table has other rows now: the keys that children may refer to are asked for anew.
  void forget_keys_of(const Table& table);

 private:
  const TableProfile* profile_of(const Table& table) const;
  RunSettings settings_for(const Table& table) const;
  std::set<int> columns_decided_for(const LoadStep& step) const;
  std::shared_ptr<const KeyRows> keys_of(const ForeignKey& key);
  void decide(const Table& table);
  std::shared_ptr<const DecidedValues> decided_values(const LoadStep& step);

  postgres::Session& session_;
  Evaluator& evaluator_;
  const Options& options_;
  const Schema& schema_;
  ValueMaker maker_;
  std::vector<LoadStep> steps_;
  std::map<Oid, std::uint64_t> rows_before_;
  ParentsUsed parents_used_;
  std::map<std::pair<Oid, std::vector<int>>, std::shared_ptr<const KeyRows>> keys_;
  std::map<Oid, std::set<int>> decided_columns_;
  std::map<Oid, DecidedValues> decided_;
  std::map<Oid, std::set<int>> null_at_first_;
};

}  // namespace pgstair::seed
