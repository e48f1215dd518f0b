// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "postgres/session.h"

namespace pgstair::walk {

/// A sequence that a column owns or draws its default from. Not of those that begin anew at their
/// end, nor of a column that a partition or a child table has from its parent.
struct ColumnSequence {
  std::string sequence;  ///< schema.name, quoted where needed
  std::string table;     ///< likewise
  std::string column;    ///< quoted where needed
  std::string key;       ///< SQL of what names a row `r`: the primary key, or ctid
  bool descends = false;
  bool is_unique = false;  ///< the column alone is a key, so that a number given twice is refused
  std::string table_name;  ///< without schema and quotes, as the column's and the sequence's
  std::string column_name;
  std::string sequence_name;
  std::string increment;
  bool is_readable = true;  ///< by the session's role
};

std::vector<ColumnSequence> read_column_sequences(postgres::Session& session);

/// What the sequence gives next: an SQL expression.
std::string next_value(const ColumnSequence& sequence);

/// The keys of the rows whose number the sequence has yet to give: SELECT … without LIMIT.
std::string rows_ahead(const ColumnSequence& sequence);

/// Of the sequences of columns that are keys and that `is_of_interest` names: those that have yet
/// to give numbers that rows have already, so that inserts collide. All in one query, which does
/// not fail: it may be within a transaction.
std::vector<ColumnSequence> find_sequences_behind(
    postgres::Session& session, const std::function<bool(const ColumnSequence&)>& is_of_interest);

/// Those of `after` that `before` has not.
std::vector<ColumnSequence> newly_behind(const std::vector<ColumnSequence>& before,
                                         std::vector<ColumnSequence> after);

/// What sets it past them.
std::string mend(const ColumnSequence& sequence);

}  // namespace pgstair::walk
