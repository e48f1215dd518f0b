// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "probe/attempts/options.h"
#include "probe/attempts/target.h"
#include "probe/rows/checked_views.h"
#include "probe/rows/held_rows.h"
#include "seed/seed.h"
#include "seed/spare_rows.h"
#include "seed/values/value_maker.h"

namespace pgstair::probe {

/// A filled database, and what is needed to write statements against it.
struct Laboratory {
  postgres::Session& session;
  const seed::Specimens& specimens;
  const seed::ValueMaker& maker;
  const Options& options;
  const HeldRows& held_rows;
  std::map<seed::Oid, seed::SpareRows> spares = {};  ///< of the tables that are looked at
  std::set<seed::Oid> with_policies = {};            ///< tables
  std::map<seed::Oid, std::vector<CheckedView>> checked_views = {};  ///< by table

  const seed::Schema& schema() const { return specimens.schema; }
};

/// Cells by column number.
using Cells = std::map<int, seed::Cell>;

/// The rows of one table that its probes start from, each legal: further rows that the table would
/// take, which are inserted, or, if it takes none, rows that it has, which are updated.
class Specimen {
 public:
  /// Reads rows of the table if there are no spare ones.
  Specimen(const Laboratory& laboratory, const seed::Table& table);

  const seed::Table& table() const { return *table_; }

  std::size_t size() const { return rows_.size(); }
  /// Whether the rows are inserted; else they are there.
  bool inserts() const { return spare_ != nullptr; }

  /// The cells of a row. Columns that count themselves, in a row to insert, are not among them.
  const Cells& row(std::size_t index) const { return rows_[index]; }
  /// With a stand-in for those that count themselves, and none for generated columns.
  Cells whole_row(std::size_t index) const;

  /// The statement that puts the row, with `changes`, into the table. Requires: index < size().
  /// `overriding`: values for GENERATED ALWAYS AS IDENTITY are taken.
  std::string write(std::size_t index, const Cells& changes, bool overriding = true) const;
  /// The same for another relation with these columns: a partition, a view. Inserts.
  std::string write_into(const std::string& relation, std::size_t index, const Cells& changes,
                         const std::vector<std::string>& columns, bool overriding = true) const;

  /// A target on this table, still without trials.
  Target target(const std::string& kind, const std::string& name) const;
  /// Why a target has no trials.
  std::string obstacle() const;

  /// A trial of a constraint, or of what an action of ALTER TABLE drops. It may be dropped together
  /// with others in that step, if `may_share` and the table is plain: see Sharing.
  Trial trial(std::string statement, const std::string& constraint, Step step,
              bool may_share) const;
  Trial trial_of_action(std::string statement, const std::string& action, Step step,
                        bool may_share) const;

  /// ALTER TABLE … DROP CONSTRAINT name CASCADE
  std::string drop_constraint(const std::string& name) const;

  /// Whether what happens to a row is what the constraints say and nothing else: no trigger and no
  /// rule of the user's.
  bool is_plain() const { return table_->triggers.empty() && !table_->has_insert_rule; }

  /// "a", "b c": names of columns for a column list.
  std::string column_list(const std::vector<int>& numbers) const;
  /// `numbers` with each generated column replaced by those that it is made from.
  std::vector<int> given_columns(const std::vector<int>& numbers) const;

 private:
  void read_rows(postgres::Session& session);

  const seed::Table* table_;
  const seed::SpareRows* spare_ = nullptr;
  std::string why_no_spare_;
  std::vector<Cells> rows_;
  std::vector<std::string> places_;  ///< of rows that are there: a condition that selects each
};

/// 'text', or NULL
std::string literal(const seed::Cell& cell);

bool contains(const std::vector<int>& numbers, int number);

}  // namespace pgstair::probe
