// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <set>
#include <string>
#include <string_view>

namespace pgstair::sql {

/// The name of a relation or a function as the server reads it: folded, without quotes. The schema
/// is empty where the statement gives none.
struct Name {
  std::string schema;
  std::string name;

  auto operator<=>(const Name&) const = default;
};

enum class StatementKind {
  unknown,  ///< not understood: a later server's syntax, an error, or longer than 32 KiB
  select,   ///< also VALUES and TABLE
  insert,
  update,
  remove,  ///< DELETE
  merge,
  copy,
  truncate,
  code_block,         ///< DO
  call,               ///< of a procedure
  prepare,            ///< also DECLARE, of a cursor
  execute,            ///< of what was prepared, or FETCH
  setting,            ///< SET, RESET, DISCARD, LISTEN …
  transaction,        ///< BEGIN, COMMIT, SAVEPOINT …
  maintenance,        ///< VACUUM, ANALYZE, CLUSTER, REINDEX
  create_table,       ///< without rows, also as a partition
  create_table_as,    ///< with a query's rows, also SELECT INTO
  materialized_view,  ///< CREATE or REFRESH
  create_index,
  create_function,  ///< or a procedure
  alter_table,      ///< also of views, indexes, composite types
  drop,
  definition,  ///< any other that is about definitions alone: CREATE VIEW, GRANT, COMMENT …
  other,       ///< neither rows nor definitions nor the session: LOCK, SHOW, NOTIFY
};

/// What a statement is and touches, as far as its text tells, by libpg_query's tree of it.
///
///     CREATE TABLE copies AS TABLE public.orders
///
/// is a create_table_as that reads `public.orders`, creates `copies` and reads rows.
///
///     SELECT refresh_totals()
///
/// is a select that calls `refresh_totals`, and so may do anything.
///
/// The text does not tell what stands behind a name: a view's tables, the body of a function,
/// triggers, rules. Who must know asks the catalog for the names that are given here.
///
/// What is not understood may do anything: as a Facts is made, so it is of an unknown statement.
struct Facts {
  StatementKind kind = StatementKind::unknown;

  std::set<Name> reads;    ///< relations that its queries name
  std::set<Name> writes;   ///< relations whose rows it adds to, changes or removes
  std::set<Name> alters;   ///< relations whose definition it changes; parents of a partition
  std::set<Name> refers;   ///< tables that its foreign keys refer to
  std::set<Name> creates;  ///< tables and materialized views
  std::set<Name> drops;    ///< tables and views of each sort
  std::set<Name> calls;    ///< functions that run with it, not those of a default or a view
  std::set<std::string> added_columns;  ///< by ALTER TABLE
  bool if_not_exists = false;           ///< what it creates may be there already, with rows

  bool may_read_rows = true;
  bool may_write_rows = true;
  bool may_validate_rows = true;   ///< hold rows that are there against something new
  bool may_change_session = true;  ///< leave a setting that outlives the transaction
  bool runs_code = true;           ///< a function or a block, which may do what no text tells

  /// Whether rows that are there may make it fail, or may not be afterwards what they were.
  bool may_touch_rows() const { return may_read_rows || may_write_rows || may_validate_rows; }
};

/// Of one statement, as split_statements() gives it.
Facts facts(std::string_view statement);

}  // namespace pgstair::sql
