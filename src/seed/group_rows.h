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

#include "seed/evaluation.h"
#include "seed/pools.h"
#include "seed/profile.h"
#include "seed/table_plan.h"

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

/// Keys of a parent that children may refer to.
struct KeyRows {
  std::size_t width = 0;
  std::vector<std::string> values;  ///< row-major
  std::size_t size() const { return width == 0 ? 0 : values.size() / width; }
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
  GroupRows(postgres::Session& session, const TablePlan& plan, const Group& group,
            const ValueMaker& maker, const RunSettings& settings,
            std::map<const ForeignKey*, std::shared_ptr<const KeyRows>> parents,
            std::shared_ptr<const DecidedValues> decided, std::uint64_t first_row);

  const std::vector<int>& columns() const { return group_.columns; }

  /// The next row's cells, in the order of columns(); nothing if there are no more.
  std::optional<CellRow> next();

  /// Why next() gave nothing.
  std::string why_exhausted() const;

 private:
  friend class GroupSolver;
  struct Part {
    const ForeignKey* key = nullptr;
    const Column* column = nullptr;
    std::uint64_t count = 0;
  };

  void solve(postgres::Session& session, const TablePlan& plan);
  CellRow candidate(std::uint64_t row, std::uint64_t attempt) const;
  void refer(CellRow& cells, std::vector<bool>& assigned, std::uint64_t row, std::uint64_t attempt,
             const ForeignKey& key) const;
  Cell value(std::uint64_t row, std::uint64_t attempt, std::size_t place) const;
  const ColumnProfile* profile_of(const Column& column) const;
  std::string profiled(const Column& column, const ColumnProfile& profile, Request request) const;
  std::optional<std::uint64_t> digit(std::uint64_t row, std::uint64_t attempt,
                                     const void* part) const;
  Draw draw_for(const std::string& name, std::uint64_t row, std::uint64_t attempt) const;
  std::size_t place_of(int number) const;
  bool take_if_new(const CellRow& cells, std::uint64_t attempt);
  void list_parts();
  void index_shared_columns();

  std::string table_name_;
  Group group_;
  std::vector<const Column*> columns_;
  std::set<int> distinct_;
  std::set<int> null_at_first_;
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
  std::map<int, std::shared_ptr<const Candidates>> candidates_;
  std::vector<Part> parts_;  ///< of the keys that are made unique by counting
  std::uint64_t first_row_ = 0;
  std::uint64_t row_ = 0;
  std::vector<std::unordered_set<std::uint64_t>> taken_;
  std::shared_ptr<const std::vector<CellRow>> solved_;  ///< only with conditions
  bool solved_repeat_ = false;
  std::string unsolved_;  ///< the condition that was hardest to satisfy
};

}  // namespace pgstair::seed
