// SPDX-License-Identifier: MIT
#include "sql/named_objects.h"

#include <pg_query.h>

#include <cctype>
#include <map>
#include <memory>

#include "sql/tree.h"
#include "sql/words.h"
#include "support/text.h"

namespace pgstair::sql {

namespace {

/// Where a node that creates something has its name.
struct NamePlace {
  const char* kind;
  Name (*name)(const Tree& content);
};

template <const char* const& key>
Name relation_in(const Tree& content) {
  return relation_name(member(content, key));
}

constexpr const char* relation_key = "relation";
constexpr const char* view_key = "view";
constexpr const char* sequence_key = "sequence";
constexpr const char* typevar_key = "typevar";
constexpr const char* type_name_key = "typeName";
constexpr const char* domain_name_key = "domainname";
constexpr const char* function_name_key = "funcname";
constexpr const char* schema_name_key = "schemaname";
constexpr const char* extension_name_key = "extname";
constexpr const char* trigger_name_key = "trigname";

template <const char* const& key>
Name dotted_in(const Tree& content) {
  return dotted_name(member(content, key));
}

template <const char* const& key>
Name text_in(const Tree& content) {
  return {"", text_member(content, key)};
}

Name index_name(const Tree& content) {
  return {relation_name(member(content, "relation")).schema, text_member(content, "idxname")};
}

Name table_as_name(const Tree& content) {
  return relation_name(member(member(content, "into"), "rel"));
}

const std::map<std::string, NamePlace, std::less<>>& name_places() {
  static const std::map<std::string, NamePlace, std::less<>> places{
      {"CreateStmt", {"table", relation_in<relation_key>}},
      {"ViewStmt", {"view", relation_in<view_key>}},
      {"CreateTableAsStmt", {"table", table_as_name}},
      {"IndexStmt", {"index", index_name}},
      {"CreateSeqStmt", {"sequence", relation_in<sequence_key>}},
      {"CompositeTypeStmt", {"type", relation_in<typevar_key>}},
      {"CreateEnumStmt", {"type", dotted_in<type_name_key>}},
      {"CreateRangeStmt", {"type", dotted_in<type_name_key>}},
      {"CreateDomainStmt", {"domain", dotted_in<domain_name_key>}},
      {"CreateFunctionStmt", {"function", dotted_in<function_name_key>}},
      {"CreateSchemaStmt", {"schema", text_in<schema_name_key>}},
      {"CreateExtensionStmt", {"extension", text_in<extension_name_key>}},
      {"CreateTrigStmt", {"trigger", text_in<trigger_name_key>}},
  };
  return places;
}

std::string full_name(const Name& name) {
  return name.schema.empty() ? name.name : name.schema + "." + name.name;
}

std::vector<DroppedRows> dropped_tables(const Tree& drop_stmt) {
  std::vector<DroppedRows> found;
  if (text_member(drop_stmt, "removeType") != "OBJECT_TABLE") return found;
  for (const auto& object : member(drop_stmt, "objects"))
    found.push_back({dotted_name(member(member(object, "List"), "items")), ""});
  return found;
}

std::vector<DroppedRows> dropped_columns(const Tree& alter_table_stmt) {
  std::vector<DroppedRows> found;
  if (text_member(alter_table_stmt, "objtype") != "OBJECT_TABLE") return found;
  for (const auto& node : member(alter_table_stmt, "cmds")) {
    const Tree& command = member(node, "AlterTableCmd");
    if (text_member(command, "subtype") != "AT_DropColumn") continue;
    found.push_back(
        {relation_name(member(alter_table_stmt, "relation")), text_member(command, "name")});
  }
  return found;
}

bool is_part_of_name(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0 || c == '_' || c == '$';
}

}  // namespace

std::string to_string(const NamedObject& object) {
  const std::string on = object.table.name.empty() ? "" : " on " + full_name(object.table);
  return object.kind + " " + full_name(object.name) + on;
}

std::optional<NamedObject> created_object(std::string_view statement) {
  const auto tree = tree_of(statement);
  if (!tree || !tree->is_object() || tree->empty()) return std::nullopt;
  const auto place = name_places().find(tree->begin().key());
  if (place == name_places().end()) return std::nullopt;
  const Tree& content = tree->begin().value();
  NamedObject object{place->second.kind, place->second.name(content), {}, false};
  if (object.name.name.empty()) return std::nullopt;
  if (object.kind == "trigger") object.table = relation_name(member(content, "relation"));
  if (text_member(content, "objtype") == "OBJECT_MATVIEW") object.kind = "materialized view";
  object.may_exist = flag_member(content, "if_not_exists") || flag_member(content, "replace");
  return object;
}

std::vector<DroppedRows> dropped_rows(std::string_view statement) {
  const auto tree = tree_of(statement);
  if (!tree || !tree->is_object() || tree->empty()) return {};
  const std::string& node = tree->begin().key();
  if (node == "DropStmt") return dropped_tables(tree->begin().value());
  if (node == "AlterTableStmt") return dropped_columns(tree->begin().value());
  return {};
}

std::optional<ParseError> parse_error(std::string_view statement) {
  const auto free_result = [](PgQuerySplitResult* result) { pg_query_free_split_result(*result); };
  auto result = pg_query_split_with_parser(for_parser(statement).c_str());
  const std::unique_ptr<PgQuerySplitResult, decltype(free_result)> owner(&result, free_result);
  if (result.error == nullptr) return std::nullopt;
  const int position = result.error->cursorpos;
  return ParseError{result.error->message,
                    position > 0 ? static_cast<std::size_t>(position - 1) : 0};
}

void add_names(std::string_view text, std::set<std::string, std::less<>>& names) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_part_of_name(text[end])) ++end;
    if (end > at) names.insert(lower(text.substr(at, end - at)));
    at = end + 1;
  }
}

}  // namespace pgstair::sql
