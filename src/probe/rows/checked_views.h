// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/schema/schema.h"

namespace pgstair::probe {

/// A view WITH CHECK OPTION, by way of other views or not, over one table.
struct CheckedView {
  std::string sql_name;
  std::string display_name;          ///< schema.view
  std::vector<std::string> columns;  ///< that it shows, by its own names
  std::string condition;             ///< its own; empty if it has none
  std::vector<std::string> below;    ///< those of the views that it reads, which it checks as well
  std::string where;                 ///< the text of all these, as the views have it
};

/// Such views by the table that a row goes to which is written through them. Their conditions are
/// expressions over a row of that table, under its own name; such a row must have all columns.
std::map<seed::Oid, std::vector<CheckedView>> checked_views(postgres::Session& session);

}  // namespace pgstair::probe
