// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "seed/conditions/evaluation.h"
#include "seed/conditions/pools.h"
#include "seed/plan/table_plan.h"
#include "seed/profile/profile.h"
#include "seed/rows/key_rows.h"

namespace pgstair::seed {

/// What a run has decided, for every table alike but for the profile's part.
struct RunSettings {
  std::uint64_t seed = 1;
  std::uint64_t rows = 100;
  Style style = Style::plain;
  /// Draws every value from all sorts of values: a trigger refuses the ordinary ones.
  bool varied = false;
  const TableProfile* profile = nullptr;  ///< how the table's columns are spread; may be null
  /// Whether to go on searching where the server refuses most rows; else a few are enough.
  bool thorough = true;
};

/// Values that were decided before the table is loaded, by column.
using DecidedValues = std::map<int, std::vector<Cell>>;

/// The values of one group of columns, row after row.
///
/// Where conditions restrict them, the server has evaluated each row that is given out; where they
/// must differ, no row is given out twice. Copies go on separately from where they are.
class GroupRows {
 public:
  /// Asks the server what it must know. `parents`: keys for each foreign key of the group.
  GroupRows(Evaluator& evaluator, const TablePlan& plan, const Group& group,
            const ValueMaker& maker, const RunSettings& settings,
            std::map<const ForeignKey*, std::shared_ptr<const KeyRows>> parents,
            std::shared_ptr<const DecidedValues> decided, std::uint64_t first_row);

  const std::vector<int>& columns() const { return group_.columns; }

  /// Puts the next row's cells, in the order of columns(), where `cells` begin; false if there are
  /// no more.
  bool next(Cell* cells);

  /// Why next() gave nothing.
  std::string why_exhausted() const;

 private:
  friend class GroupSolver;
  struct Part {
    const ForeignKey* key = nullptr;
    const Column* column = nullptr;
    std::uint64_t count = 0;
  };
  /// What is looked up once for all rows of a column.
  struct ColumnPlan {
    const Column* column = nullptr;
    std::uint64_t name_hash = 0;
    TextShape shape = TextShape::words;
    bool distinct = false;
    bool nullable = false;
    bool null_at_first = false;
    const ColumnProfile* profile = nullptr;          ///< may be null
    const std::vector<Cell>* decided = nullptr;      ///< may be null
    const ValueFamily* family = nullptr;             ///< null where more than one makes the value
    std::shared_ptr<const Candidates> candidates{};  ///< may be null
  };
  /// Likewise of a foreign key.
  struct KeyPlan {
    const ForeignKey* key = nullptr;
    std::uint64_t name_hash = 0;
    std::shared_ptr<const KeyRows> parents;
    std::vector<std::size_t> places;
    const ColumnProfile* profile = nullptr;  ///< of its first column; may be null
  };

  void solve(Evaluator& evaluator, const TablePlan& plan);
  CellRow candidate(std::uint64_t row, std::uint64_t attempt) const;
  void make(Cell* cells, std::uint64_t row, std::uint64_t attempt) const;
  void refer(Cell* cells, std::vector<bool>& assigned, std::uint64_t row, std::uint64_t attempt,
             const KeyPlan& plan) const;
  Cell value(std::uint64_t row, std::uint64_t attempt, const ColumnPlan& plan) const;
  std::string profiled(const Column& column, const ColumnProfile& profile, Request request) const;
  std::optional<std::uint64_t> digit(std::uint64_t row, std::uint64_t attempt,
                                     const void* part) const;
  Draw draw_for(std::uint64_t name_hash, std::uint64_t row, std::uint64_t attempt) const;
  std::uint64_t hash_of(const std::string& name) const;
  std::size_t place_of(int number) const;
  bool take_if_new(const CellRow& cells, std::uint64_t attempt);
  void plan_columns(const TablePlan& plan);
  void plan_keys();
  void list_parts();
  void index_shared_columns();

  std::string table_name_;
  Group group_;
  std::vector<ColumnPlan> columns_;
  std::vector<KeyPlan> keys_;
  std::set<int> distinct_;
  const ValueMaker* maker_;
  RunSettings settings_;
  std::map<const ForeignKey*, std::shared_ptr<const KeyRows>> parents_;
  /// Rows of the parent by the cells that an earlier foreign key of the group has set.
  struct SharedIndex {
    std::vector<std::size_t> columns;  ///< positions in the foreign key
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> rows;
  };
  std::map<const ForeignKey*, std::shared_ptr<const SharedIndex>> shared_;
  std::shared_ptr<const DecidedValues> decided_;
  std::vector<Part> parts_;  ///< of the keys that are made unique by counting
  std::uint64_t first_row_ = 0;
  std::uint64_t row_ = 0;
  std::vector<std::unordered_set<std::uint64_t>> taken_;
  std::shared_ptr<const std::vector<CellRow>> solved_;  ///< only with conditions
  bool solved_repeat_ = false;
  std::string unsolved_;  ///< the condition that was hardest to satisfy
};

}  // namespace pgstair::seed
