// SPDX-License-Identifier: MIT
#include "seed/schema/schema.h"

#include <algorithm>

#include "sql/script.h"
#include "support/errors.h"

namespace pgstair::seed {

const Column* Table::column(int number) const {
  const auto found = std::ranges::find(columns, number, &Column::number);
  return found == columns.end() ? nullptr : &*found;
}

std::string Table::sql_name() const {
  return sql::quote_identifier(schema) + "." + sql::quote_identifier(name);
}

const Table* Schema::table(Oid oid) const {
  const auto found = std::ranges::find(tables, oid, &Table::oid);
  return found == tables.end() ? nullptr : &*found;
}

const Type& Schema::type(Oid oid) const {
  const auto found = types.find(oid);
  ensure(found != types.end(), "a column has a type that was not read");
  return found->second;
}

TypeUse Schema::base_of(TypeUse use) const {
  while (type(use.type).kind == TypeKind::domain) {
    use = type(use.type).part;
  }
  return use;
}

}  // namespace pgstair::seed
