// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <vector>

#include "chain/revision.h"
#include "sql/compared_values.h"
#include "sql/facts.h"

namespace pgstair::rows {

/// What the scripts of a revision, both of them, say of rows. A script in code may do anything.
class RevisionStatements {
 public:
  explicit RevisionStatements(const chain::Revision& revision);

  /// Whether any of it is code, which may concern anything.
  bool is_code() const { return is_code_; }

  /// Whether the word stands anywhere, so also in a block, in EXECUTE or in a comment of the
  /// catalog.
  bool mention(const std::string& name) const;

  /// Whether rows that are there could make a statement fail, or be changed by it, apart from what
  /// constraints and columns demand. What a script says of the tables that it makes itself is about
  /// no such rows.
  bool may_touch_rows() const;

  /// Whether the upgrade may remove rows of a table that stays: DELETE, TRUNCATE, or code.
  bool upgrade_may_remove_rows() const { return is_code_ || upgrade_may_remove_rows_; }

  /// Whether a statement that may touch rows reads or writes a relation of this name.
  bool may_use(const std::string& relation) const;

  /// The constants that one of them compares columns with.
  const std::set<sql::ComparedValue>& compared(chain::Direction direction) const {
    return direction == chain::Direction::up ? compared_by_upgrade_ : compared_by_downgrade_;
  }

  /// The words of those that may change or drop a table, a function or a type, in lower case.
  std::set<std::string> words_of_definitions() const;

  /// The words of those that may write rows or add a column, in lower case.
  std::set<std::string> words_of_writes() const;

  /// Whether a statement writes rows of a relation of this name.
  bool may_write(const std::string& relation) const;

  /// Whether a function of this name may run.
  bool may_call(const std::string& function) const;

 private:
  struct Statement {
    sql::Facts facts;
    std::string text;               ///< in lower case
    bool is_of_new_tables = false;  ///< about tables alone that its script makes, without rows
  };

  /// Whether one of its statements may remove rows.
  bool add(const chain::SqlScript& script, std::set<sql::ComparedValue>& compared);

  /// Whether it does what its text does not tell word by word: a block, a function's body.
  bool is_opaque(const Statement& statement) const;
  bool opaque_text_mentions(const std::string& name) const;

  std::vector<Statement> statements_;
  std::set<sql::ComparedValue> compared_by_upgrade_;
  std::set<sql::ComparedValue> compared_by_downgrade_;
  bool is_code_ = false;
  bool runs_code_ = false;
  bool upgrade_may_remove_rows_ = false;
};

}  // namespace pgstair::rows
