// SPDX-License-Identifier: MIT
#include "author/ddl/relations/partition.h"

#include <algorithm>

#include "author/ddl/object/names.h"
#include "author/ddl/relations/column.h"
#include "author/ddl/relations/writers.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

/// The columns of the first parentheses of "btree (a, b) INCLUDE (c)" and of those of INCLUDE; none
/// if there is anything but columns.
std::vector<std::string> plain_columns(const std::string& definition) {
  std::vector<std::string> columns;
  for (std::size_t open = definition.find('('); open != std::string::npos;) {
    const std::size_t close = definition.find(')', open);
    if (close == std::string::npos) return {};
    for (const auto column : split(definition.substr(open + 1, close - open - 1), ',')) {
      std::string name(trim(column));
      name.resize(std::min(name.size(), name.find(" WITH ")));  // "room WITH =", to exclude
      if (name.find_first_of(" (") != std::string::npos) return {};
      columns.push_back(unquoted(name));
    }
    const std::size_t include = definition.find(" INCLUDE (", close);
    open = include == std::string::npos ? include : definition.find('(', include);
  }
  return columns;
}

/// Whether the server calls an index so that it makes for a partition.
bool has_default_index_name(const Entry& table, const Entry& index) {
  const std::string table_name = bare_name(table);
  if (index["type"] == "primary key") {
    return bare_name(index) == default_name(table_name, "", "pkey");
  }
  const std::vector<std::string> columns = plain_columns(index["definition"]);
  if (columns.empty()) return false;
  const char* suffix = index.identity.kind == "constraint" ? "key" : "idx";
  if (index["type"] == "exclusion") suffix = "excl";
  return bare_name(index) == default_name(table_name, join(columns, "_"), suffix);
}

/// What the index or constraint is in the statement that made the parent's.
const char* parent_attribute(const Entry& index) {
  return index.identity.kind == "constraint" ? "index_parent" : "parent";
}

/// Whether PARTITION OF makes all indexes of the parent's under the names that they have.
bool indexes_are_called_so(const Entry& table, const Context& context) {
  for (const char* kind : {"constraint", "index"}) {
    for (const Entry* index : context.objects.parts(kind, table.name())) {
      // Of exclusion constraints the server finds none that is there: it makes them in any case.
      if ((*index)["type"] == "exclusion") continue;
      const bool parents = index->has(parent_attribute(*index));
      if (parents && !has_default_index_name(table, *index)) return false;
      if (parents && (index->has("options") || index->has("index_options"))) return false;
    }
  }
  return true;
}

/// The order that the columns of the parents and then the table's own have.
std::vector<std::string> inherited_order(const Entry& table, const Context& context) {
  std::vector<std::string> order;
  for (const auto& name : parents_of(table)) {
    const Entry* parent = context.objects.find_table(name);
    if (parent == nullptr) continue;
    for (const auto& column : parent->columns) {
      if (!contains(order, column)) order.push_back(column);
    }
  }
  for (const auto& column : table.columns) {
    if (!contains(order, column)) order.push_back(column);
  }
  return order;
}

/// Whether it has columns that it does not declare itself, which INHERIT would not give it.
bool inherits_undeclared(const Entry& table, const Context& context) {
  return std::ranges::any_of(table.columns, [&](const std::string& name) {
    const Entry* column = context.objects.column(table, name);
    return column != nullptr && (*column)["local"] == "no";
  });
}

}  // namespace

bool has_inherited_order(const Entry& table, const Context& context) {
  return inherited_order(table, context) == table.columns;
}

Inheritance inheritance_of(const Entry& table, const Context& context) {
  if (table.has("partition_of")) {
    const bool made = has_inherited_order(table, context) && indexes_are_called_so(table, context);
    return made ? Inheritance::partition : Inheritance::attached;
  }
  if (!table.has("inherits")) return Inheritance::none;
  return has_inherited_order(table, context) || inherits_undeclared(table, context)
             ? Inheritance::inherits
             : Inheritance::inherits_later;
}

bool is_made_by_parent(const Entry& index, const Context& context) {
  const Entry* table = context.objects.find_table(index.identity.owner);
  if (table == nullptr || !table->added || !index.has(parent_attribute(index))) return false;
  return index["type"] == "exclusion" || inheritance_of(*table, context) == Inheritance::partition;
}

bool may_be_taken_for_another(const Entry& index, const Context& context) {
  const Entry* table = context.objects.find_table(index.identity.owner);
  if (table == nullptr || inheritance_of(*table, context) != Inheritance::attached) return false;
  const auto keys_of = [](const Entry& entry) {
    const std::string& definition = entry["definition"];
    const std::size_t open = std::min(definition.size(), definition.find('('));
    return definition.substr(open, definition.find(')', open) - open);
  };
  const bool is_index =
      index.identity.kind == "index" || index["type"] == "primary key" || index["type"] == "unique";
  for (const char* kind : {"constraint", "index"}) {
    for (const Entry* other : context.objects.parts(kind, table->name())) {
      const bool found = index.has(parent_attribute(index)) || other->has(parent_attribute(*other));
      if (is_index && other != &index && found && keys_of(*other) == keys_of(index)) return true;
    }
  }
  return false;
}

bool is_made_under_another_name(const Entry& index, const Context& context) {
  const Entry* table = context.objects.find_table(index.identity.owner);
  return is_made_by_parent(index, context) && !has_default_index_name(*table, index);
}

void write_attachment(const Entry& table, const Context& context, Written& written) {
  if (inheritance_of(table, context) == Inheritance::attached) {
    written.add("ALTER TABLE ONLY " + table["partition_of"] + " ATTACH PARTITION " + table.name() +
                " " + table["partition_bound"] + ";");
  } else {
    for (const auto& parent : parents_of(table)) {
      written.add("ALTER TABLE " + table.name() + " INHERIT " + parent + ";");
    }
  }
}

}  // namespace pgstair::author
