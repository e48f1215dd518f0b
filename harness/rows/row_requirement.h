// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/schema/schema.h"

/// Seeded rows in the walk: what a revision demands of rows that are there, rows that fail it, and
/// what becomes of values.
namespace pgstair::rows {

/// Something that a revision demands of the rows of a table that was there before it, and that the
/// table did not demand until then.
///
/// All SQL is about the table as it is before the revision, under the alias `r`.
struct RowRequirement {
  enum class Kind { not_null, check, unique, foreign_key, exclusion, type };
  Kind kind = Kind::check;
  seed::Oid table = 0;
  std::string table_name;  ///< schema.table, quoted where needed
  std::string key;         ///< SQL of the columns by which a row is named: the primary key, or ctid
  std::string name;        ///< of the constraint or index; else of the column
  std::string object;      ///< "constraint orders_user_id_fkey on public.orders"
  std::string sentence;    ///< "a row of public.users has no email"
  /// Which rows violate it. Empty if that cannot be told from the table as it is before the
  /// revision: the requirement is on a column that the revision itself fills.
  std::string condition;
  /// What UPDATE … SET may turn a legal row into one that violates it, likeliest first.
  std::vector<std::string> assignments;
  std::string satisfied_by;  ///< what UPDATE … SET makes of any row one that does not; may be empty
  std::string column_after;    ///< the column's name after the revision, as the server reports it
  std::string relation_after;  ///< likewise the table's, without its schema
};

/// What `after` demands of the rows of `before`, two states of one database; tables and columns are
/// matched by OID and number, so that a rename is none. `session` is in the state `after`.
std::vector<RowRequirement> find_row_requirements(postgres::Session& session,
                                                  const seed::Schema& before,
                                                  const seed::Schema& after);

/// "SELECT … WHERE …": the keys of the rows that violate it, at most `limit` of them; 0 for all.
/// Empty if the requirement has no condition.
std::string key_query(const RowRequirement& requirement, unsigned limit);

/// Whether it is this requirement that the server's error speaks of.
bool is_refused_by(const RowRequirement& requirement, const postgres::ServerError& error);

}  // namespace pgstair::rows
