// SPDX-License-Identifier: MIT
#include "seed/schema/key_condition.h"

#include <vector>

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::seed {

std::string refers_to(const AliasedTable& child, const AliasedTable& parent,
                      const ForeignKey& key) {
  std::vector<std::string> equal;
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    const Column& column = *child.table.column(key.columns[i]);
    const Column& referenced = *parent.table.column(key.parent_columns[i]);
    equal.push_back(child.alias + "." + sql::quote_identifier(column.name) + " = " + parent.alias +
                    "." + sql::quote_identifier(referenced.name));
  }
  return join(equal, " AND ");
}

}  // namespace pgstair::seed
