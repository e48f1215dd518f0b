// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/facts.h"

namespace pgstair::sql {

/// The parts of an UPDATE, an INSERT of a SELECT or of VALUES, or a DELETE. Names of columns are as
/// the server reads them; expressions and clauses are as they are written.
///
///     UPDATE public.users AS u SET name = lower(u.name) FROM plans p WHERE p.id = u.plan
///
/// is about `public.users`, which it calls `u`, and has one assignment, the sources `plans p` and a
/// condition.
struct DataStatement {
  enum class Kind { update, insert, remove };
  Kind kind = Kind::update;
  Name table;
  bool only = false;  ///< without the tables that inherit from it
  std::string alias;  ///< what the statement calls the table, quoted where needed
  std::vector<std::pair<std::string, std::string>> assignments;  ///< column, expression
  std::vector<std::string> columns;                              ///< of an INSERT that lists them
  std::string select;      ///< of an INSERT: "SELECT …" or "VALUES …"
  std::size_t values = 0;  ///< how many a row of VALUES has
  std::string sources;     ///< FROM of an UPDATE, USING of a DELETE; may be empty
  std::string condition;   ///< WHERE; may be empty

  /// What stands for the row in a FROM clause: "public.users AS u"
  std::string aliased_table() const;
};

/// Nothing for other statements, for what does not parse, and for forms whose parts do not say what
/// becomes of a row: WITH before it, ON CONFLICT, `SET (a, b) = …`, DEFAULT, WHERE CURRENT
/// OF.
std::optional<DataStatement> read_data_statement(std::string_view statement);

}  // namespace pgstair::sql
