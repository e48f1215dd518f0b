// SPDX-License-Identifier: MIT
#include "author/ddl/object/layout.h"
#include "author/ddl/relations/column.h"
#include "author/ddl/relations/constraint.h"
#include "author/ddl/relations/partition.h"
#include "author/ddl/relations/writers.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

/// Whether the table has the column from what it inherits, and does not declare it.
bool comes_with_parent(const Entry& column, const Entry* inherited, Inheritance how) {
  if (inherited == nullptr) return false;
  if (how == Inheritance::partition) return true;
  return how == Inheritance::inherits && column["local"] == "no";
}

std::vector<const Entry*> columns_of(const Entry& table, const Context& context) {
  std::vector<const Entry*> columns;
  for (const auto& name : table.columns) {
    if (const Entry* column = context.objects.column(table, name)) columns.push_back(column);
  }
  return columns;
}

/// Of a table OF a type: what its column has beyond the type.
bool says_more_than_type(const std::string& clause, const Entry& column) {
  return clause != column.identity.name + " WITH OPTIONS";
}

std::vector<std::string> elements_of(const Entry& table, Inheritance how, const Context& context) {
  std::vector<std::string> elements;
  const bool typed = table.has("of_type");
  for (const Entry* column : columns_of(table, context)) {
    const Entry* inherited = inherited_column(table, column->identity.name, context);
    if (comes_with_parent(*column, inherited, how)) continue;
    std::string clause = column_clause(*column, context, typed);
    if (!typed || says_more_than_type(clause, *column)) elements.push_back(std::move(clause));
  }
  for (const Entry* constraint : constraints_in_order(table, context)) {
    if (context.inlined.contains(constraint->identity) && !is_inherited(*constraint, context)) {
      elements.push_back(constraint_clause(*constraint));
    }
  }
  return elements;
}

/// What stands after the columns, each on a line of its own.
std::vector<std::string> clauses_of(const Entry& table, Inheritance how) {
  std::vector<std::string> clauses;
  if (how == Inheritance::inherits) clauses.push_back("INHERITS (" + table["inherits"] + ")");
  if (table.has("partition_key")) clauses.push_back("PARTITION BY " + table["partition_key"]);
  const std::string& method = table["access_method"];
  if (!method.empty() && (method != "heap" || table.has("partition_key"))) {
    clauses.push_back("USING " + method);
  }
  auto options = assignments(options_of(table["options"]));
  for (auto& option : assignments(options_of(table["toast_options"]), "toast.")) {
    options.push_back(std::move(option));
  }
  if (!options.empty()) clauses.push_back("WITH " + list(options));
  if (table.has("tablespace")) clauses.push_back("TABLESPACE " + table["tablespace"]);
  if (table.has("server")) clauses.push_back("SERVER " + table["server"]);
  if (table.has("foreign_options")) {
    clauses.push_back("OPTIONS (" + foreign_options(table["foreign_options"]) + ")");
  }
  return clauses;
}

std::string create_statement(const Entry& table, Inheritance how, const Context& context) {
  std::string text = "CREATE ";
  if (table.identity.kind == "foreign table") text += "FOREIGN ";
  if (table.has("persistence")) text += "UNLOGGED ";
  text += "TABLE " + table.name();
  const auto elements = elements_of(table, how, context);
  if (how == Inheritance::partition) text += " PARTITION OF " + table["partition_of"];
  if (table.has("of_type")) text += " OF " + table["of_type"];
  const bool may_be_bare = how == Inheritance::partition || table.has("of_type");
  if (!elements.empty() || !may_be_bare) text += " " + block(elements);
  std::string separator = elements.empty() ? "\n    " : "\n";
  if (how == Inheritance::partition) text += separator + table["partition_bound"];
  for (const auto& clause : clauses_of(table, how)) text += separator + clause;
  return text + ";";
}

/// A table keeps its TOAST table, with the options of that, when the columns for it have gone.
void tell_of_orphaned_toast_options(const Entry& table, const Context& context, Written& written) {
  if (!table.has("toast_options")) return;
  const auto rows = context.session.execute(
      "SELECT 1 FROM pg_attribute WHERE attlen = -1 AND attstorage <> 'p' AND NOT attisdropped"
      " AND attrelid = " +
      std::to_string(table.root.objid));
  if (rows.size() == 0) {
    written.problems.emplace_back("options of a TOAST table that no column of it needs");
  }
}

void write_row_security(const Entry& table, Written& written) {
  if (table.is("row_security")) {
    written.add("ALTER TABLE " + table.name() + " ENABLE ROW LEVEL SECURITY;");
  }
  if (table.is("force_row_security")) {
    written.add("ALTER TABLE " + table.name() + " FORCE ROW LEVEL SECURITY;");
  }
}

}  // namespace

void write_table(const Entry& table, const Context& context, Written& written) {
  const Inheritance how = inheritance_of(table, context);
  written.add(create_statement(table, how, context));
  for (const Entry* column : columns_of(table, context)) {
    const Entry* inherited = inherited_column(table, column->identity.name, context);
    const bool merged = how == Inheritance::partition || how == Inheritance::inherits;
    if (inherited != nullptr && merged) {
      if (comes_with_parent(*column, inherited, how)) {
        write_inherited_column(*column, *inherited, context, written);
      }
      write_what_is_not_inherited(*column, *inherited, context, written);
    }
    write_column_settings(*column, context, written);
  }
  if (how == Inheritance::inherits && !has_inherited_order(table, context)) {
    written.problems.push_back("its own columns before inherited ones: " +
                               join(table.columns, ", "));
  }
  tell_of_orphaned_toast_options(table, context, written);
  write_row_security(table, written);
  const std::string& identity = table["replica_identity"];
  if (identity == "full" || identity == "nothing") {
    written.add("ALTER TABLE ONLY " + table.name() + " REPLICA IDENTITY " +
                (identity == "full" ? "FULL" : "NOTHING") + ";");
  }
}

}  // namespace pgstair::author
