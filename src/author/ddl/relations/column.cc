// SPDX-License-Identifier: MIT
#include "author/ddl/relations/column.h"

#include "author/ddl/object/layout.h"
#include "author/ddl/object/names.h"
#include "author/ddl/relations/sequence.h"
#include "author/ddl/relations/writers.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

/// A NOT NULL constraint (18) that has a name or more of its own.
bool has_not_null_constraint(const Entry& column, const Context& context) {
  const std::string definition = "NOT NULL " + column.identity.name;
  for (const Entry* constraint : context.objects.parts("constraint", column.identity.owner)) {
    const std::string& text = (*constraint)["definition"];
    if ((*constraint)["type"] == "not null" &&
        (text == definition || text.starts_with(definition + " "))) {
      return true;
    }
  }
  return false;
}

std::string identity_clause(const Entry& column, const Context& context) {
  const bool always = column["identity"] == "always";
  std::string clause =
      std::string("GENERATED ") + (always ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY";
  const Entry* sequence = context.objects.owned_sequence(column);
  if (sequence == nullptr) return clause;
  // A sequence of another type than the column's gets its options afterwards.
  std::vector<std::string> options;
  if ((*sequence)["type"] == column["type"]) options = sequence_options(*sequence, column["type"]);
  if (!has_default_name(*sequence, column)) {
    options.insert(options.begin(), "SEQUENCE NAME " + sequence->name());
  }
  return options.empty() ? clause : clause + " (" + join(options, " ") + ")";
}

bool writes_default(const Entry& column, const Context& context) {
  return column.has("default") &&
         context.inlined.contains(part_of(column.identity, part::column_default));
}

/// Whether an identity counts with a sequence of its own, and not with its parent's (17), which a
/// partition takes over.
bool has_own_identity(const Entry& column, const Context& context) {
  return column.has("identity") && context.objects.owned_sequence(column) != nullptr;
}

/// Whether the columns of its table are a type's, which CREATE TABLE makes no identities.
bool is_typed(const Entry& column, const Context& context) {
  const Entry* table = context.objects.find_table(column.identity.owner);
  return table != nullptr && table->has("of_type");
}

bool is_written_as_identity(const Entry& column, const Context& context) {
  return has_own_identity(column, context) && !is_typed(column, context);
}

std::string default_clause(const Entry& column, const Context& context) {
  if (column.has("generated")) {
    return " GENERATED ALWAYS AS (" + without_parentheses(column["generated"]) + ") " +
           (column["generated_kind"] == "virtual" ? "VIRTUAL" : "STORED");
  }
  if (is_written_as_identity(column, context)) return " " + identity_clause(column, context);
  if (!writes_default(column, context)) return "";
  return " DEFAULT " + short_default(column["default"], column["type"]);
}

void write_settings(const Entry& column, const std::string& alter, Written& written) {
  if (column.has("storage")) written.add(alter + " SET STORAGE " + column["storage"] + ";");
  if (column.has("statistics")) {
    written.add(alter + " SET STATISTICS " + column["statistics"] + ";");
  }
  if (column.has("options")) {
    written.add(alter + " SET (" + join(assignments(options_of(column["options"])), ", ") + ");");
  }
}

/// "ALTER TABLE ONLY public.users ALTER COLUMN email"
std::string altered(const Entry& column, const std::string& relation = "TABLE ONLY") {
  return "ALTER " + relation + " " + column.identity.owner + " ALTER COLUMN " +
         column.identity.name;
}

void write_identity_settings(const Entry& column, const Context& context, Written& written) {
  if (is_typed(column, context)) {
    written.add(altered(column) + " ADD " + identity_clause(column, context) + ";");
  }
  const Entry* sequence = context.objects.owned_sequence(column);
  if (sequence == nullptr || (*sequence)["type"] == column["type"]) return;
  const auto options = sequence_options(*sequence, column["type"]);
  written.add("ALTER SEQUENCE " + sequence->name() + " " + join(options, " ") + " RESTART;");
}

/// A column is part of its view's definition; it may have a default, or settings, of its own.
void write_column_of_view(const Entry& column, const Context& context, Written& written) {
  const Entry* view = context.objects.find_root(column.root);
  if (view != nullptr && view->identity.kind == "materialized view") {
    write_settings(column, altered(column, "MATERIALIZED VIEW"), written);
    if (column.has("compression")) {
      written.add(altered(column, "MATERIALIZED VIEW") + " SET COMPRESSION " +
                  column["compression"] + ";");
    }
  } else if (column.has("default")) {
    written.add(altered(column, "VIEW") + " SET DEFAULT " + column["default"] + ";");
  }
}

}  // namespace

std::string column_clause(const Entry& column, const Context& context, bool typed_by_table) {
  const Entry* serial = serial_sequence(column, context);
  std::string text = column.identity.name;
  if (serial != nullptr && writes_default(column, context)) {
    return text + " " + serial_type(column);
  }
  text += typed_by_table ? " WITH OPTIONS" : " " + short_type(column["type"]);
  if (column.has("foreign_options")) {
    text += " OPTIONS (" + foreign_options(column["foreign_options"]) + ")";
  }
  if (column.has("compression")) text += " COMPRESSION " + column["compression"];
  if (column.has("collation") && !typed_by_table) {
    text += " COLLATE " + short_collation(column["collation"]);
  }
  const bool identity = is_written_as_identity(column, context);  // which is not null anyway
  if (column.is("not_null") && !identity && !has_not_null_constraint(column, context)) {
    text += " NOT NULL";
  }
  return text + default_clause(column, context);
}

void write_column_settings(const Entry& column, const Context& context, Written& written) {
  Entry own = column;
  if (const Entry* table = context.objects.find_table(column.identity.owner)) {
    const Entry* inherited = inherited_column(*table, column.identity.name, context);
    if (inherited != nullptr && (*inherited)["storage"] == column["storage"]) {
      own.attributes.erase("storage");  // it has come with the column
    }
  }
  if (has_own_identity(column, context)) write_identity_settings(column, context, written);
  write_settings(own, altered(column), written);
}

void write_what_is_not_inherited(const Entry& column, const Entry& inherited,
                                 const Context& context, Written& written) {
  const std::string alter = altered(column);
  if (!column.has("default") && inherited.has("default")) written.add(alter + " DROP DEFAULT;");
  if (!column.is("not_null") && inherited.is("not_null")) written.add(alter + " DROP NOT NULL;");
  if (!column.has("compression") && inherited.has("compression")) {
    written.add(alter + " SET COMPRESSION default;");
  }
  if (!column.has("storage") && inherited.has("storage")) {
    if (context.server_version() >= 160000) {
      written.add(alter + " SET STORAGE DEFAULT;");
    } else {
      written.problems.emplace_back("the storage of its type, which it does not inherit");
    }
  }
}

void write_inherited_column(const Entry& column, const Entry& inherited, const Context& context,
                            Written& written) {
  const std::string alter = altered(column);
  if (writes_default(column, context)) write_column_default(column, context, written);
  if (column.is("not_null") && !inherited.is("not_null")) written.add(alter + " SET NOT NULL;");
  if (is_written_as_identity(column, context)) {
    written.add(alter + " ADD " + identity_clause(column, context) + ";");
  }
  if (column.has("compression") && column["compression"] != inherited["compression"]) {
    written.add(alter + " SET COMPRESSION " + column["compression"] + ";");
  }
  if (column["generated"] != inherited["generated"]) {
    written.problems.emplace_back("an expression that is another than the inherited one");
  }
}

std::vector<std::string> parents_of(const Entry& table) {
  std::vector<std::string> parents;
  for (const char* attribute : {"partition_of", "inherits"}) {
    if (!table.has(attribute)) continue;
    for (const auto name : split(table[attribute], ',')) parents.emplace_back(trim(name));
  }
  return parents;
}

const Entry* inherited_column(const Entry& table, const std::string& column,
                              const Context& context) {
  for (const auto& name : parents_of(table)) {
    const Entry* parent = context.objects.find_table(name);
    const Entry* found = parent == nullptr ? nullptr : context.objects.column(*parent, column);
    if (found != nullptr) return found;
  }
  return nullptr;
}

void write_column(const Entry& column, const Context& context, Written& written) {
  const Entry* table = context.objects.find_table(column.identity.owner);
  if (table == nullptr) {
    write_column_of_view(column, context, written);
    return;
  }
  const Entry* inherited = inherited_column(*table, column.identity.name, context);
  if (inherited != nullptr && inherited->added && column["local"] == "no") {
    write_inherited_column(column, *inherited, context, written);
    write_what_is_not_inherited(column, *inherited, context, written);
  } else {
    written.add("ALTER TABLE " + column.identity.owner + " ADD COLUMN " +
                column_clause(column, context) + ";");
  }
  write_column_settings(column, context, written);
}

void write_column_default(const Entry& column, const Context& context, Written& written) {
  const Entry* table = context.objects.find_table(column.identity.owner);
  const Entry* inherited =
      table == nullptr ? nullptr : inherited_column(*table, column.identity.name, context);
  if (inherited != nullptr && column["local"] == "no" &&
      (*inherited)["default"] == column["default"]) {
    return;
  }
  written.add(altered(column) + " SET DEFAULT " + column["default"] + ";");
}

}  // namespace pgstair::author
