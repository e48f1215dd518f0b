// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "probe/attempts/constraint_probe.h"
#include "probe/rows/probe_context.h"

namespace pgstair::probe {

/// Cells by column number.
using Cells = std::map<int, seed::Cell>;

/// The rows of one table that its probes start from, each legal: further rows that the table would
/// take, which are inserted, or, if it takes none, rows that it has, which are updated.
class RowTemplates {
 public:
  /// Reads rows of the table if none is insertable.
  RowTemplates(const ProbeContext& context, const seed::Table& table);

  const seed::Table& table() const { return *table_; }

  std::size_t size() const { return rows_.size(); }
  /// Whether the rows are inserted; else they are there.
  bool inserts() const { return insertable_ != nullptr; }

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

  /// A probe on this table, still without attempts.
  ConstraintProbe probe(const std::string& kind, const std::string& name) const;
  /// Why a probe has no attempts.
  std::string obstacle() const;

  /// An attempt of a constraint, or of what an action of ALTER TABLE drops. It may be dropped
  /// together with others in that step, if `in_group` and the table is plain: see DropGroup.
  Attempt attempt(std::string statement, const std::string& constraint, DropStep step,
                  bool in_group) const;
  Attempt attempt_of_action(std::string statement, const std::string& action, DropStep step,
                            bool in_group) const;

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
  const seed::InsertableRows* insertable_ = nullptr;
  std::string why_none_insertable_;
  std::vector<Cells> rows_;
  std::vector<std::string> places_;  ///< of rows that are there: a condition that selects each
};

/// 'text', or NULL
std::string literal(const seed::Cell& cell);

}  // namespace pgstair::probe
