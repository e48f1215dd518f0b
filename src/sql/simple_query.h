// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sql/facts.h"

namespace pgstair::sql {

/// A query of one relation, as of a view that rows can be written through. Its clauses are as they
/// are written.
///
///     SELECT i.id, i.stock FROM public.item i WHERE i.stock < 10
struct SimpleQuery {
  std::string list;       ///< with SELECT before it
  Name relation;          ///< i.e. public.item
  std::string alias;      ///< what the query calls the relation, quoted, with its columns if named
  std::string condition;  ///< WHERE; may be empty
};

/// Nothing for a query of several relations or none, of groups, with WITH, UNION or LIMIT, and for
/// what does not parse. ORDER BY is left out.
std::optional<SimpleQuery> read_simple_query(std::string_view query);

}  // namespace pgstair::sql
