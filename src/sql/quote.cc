// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::sql {

namespace {

/// Every keyword that quote_ident() quotes: all but the unreserved ones, as pg_get_keywords()
/// lists them on server 15, with those that 16 and 17 added (system_user, json_*, merge_action).
/// A word too many does no harm.
constexpr auto keywords = std::to_array<std::string_view>({"all",
                                                           "analyse",
                                                           "analyze",
                                                           "and",
                                                           "any",
                                                           "array",
                                                           "as",
                                                           "asc",
                                                           "asymmetric",
                                                           "authorization",
                                                           "between",
                                                           "bigint",
                                                           "binary",
                                                           "bit",
                                                           "boolean",
                                                           "both",
                                                           "case",
                                                           "cast",
                                                           "char",
                                                           "character",
                                                           "check",
                                                           "coalesce",
                                                           "collate",
                                                           "collation",
                                                           "column",
                                                           "concurrently",
                                                           "constraint",
                                                           "create",
                                                           "cross",
                                                           "current_catalog",
                                                           "current_date",
                                                           "current_role",
                                                           "current_schema",
                                                           "current_time",
                                                           "current_timestamp",
                                                           "current_user",
                                                           "dec",
                                                           "decimal",
                                                           "default",
                                                           "deferrable",
                                                           "desc",
                                                           "distinct",
                                                           "do",
                                                           "else",
                                                           "end",
                                                           "except",
                                                           "exists",
                                                           "extract",
                                                           "false",
                                                           "fetch",
                                                           "float",
                                                           "for",
                                                           "foreign",
                                                           "freeze",
                                                           "from",
                                                           "full",
                                                           "grant",
                                                           "greatest",
                                                           "group",
                                                           "grouping",
                                                           "having",
                                                           "ilike",
                                                           "in",
                                                           "initially",
                                                           "inner",
                                                           "inout",
                                                           "int",
                                                           "integer",
                                                           "intersect",
                                                           "interval",
                                                           "into",
                                                           "is",
                                                           "isnull",
                                                           "join",
                                                           "json",
                                                           "json_array",
                                                           "json_arrayagg",
                                                           "json_exists",
                                                           "json_object",
                                                           "json_objectagg",
                                                           "json_query",
                                                           "json_scalar",
                                                           "json_serialize",
                                                           "json_table",
                                                           "json_value",
                                                           "lateral",
                                                           "leading",
                                                           "least",
                                                           "left",
                                                           "like",
                                                           "limit",
                                                           "localtime",
                                                           "localtimestamp",
                                                           "merge_action",
                                                           "national",
                                                           "natural",
                                                           "nchar",
                                                           "none",
                                                           "normalize",
                                                           "not",
                                                           "notnull",
                                                           "null",
                                                           "nullif",
                                                           "numeric",
                                                           "offset",
                                                           "on",
                                                           "only",
                                                           "or",
                                                           "order",
                                                           "out",
                                                           "outer",
                                                           "overlaps",
                                                           "overlay",
                                                           "placing",
                                                           "position",
                                                           "precision",
                                                           "primary",
                                                           "real",
                                                           "references",
                                                           "returning",
                                                           "right",
                                                           "row",
                                                           "select",
                                                           "session_user",
                                                           "setof",
                                                           "similar",
                                                           "smallint",
                                                           "some",
                                                           "substring",
                                                           "symmetric",
                                                           "system_user",
                                                           "table",
                                                           "tablesample",
                                                           "then",
                                                           "time",
                                                           "timestamp",
                                                           "to",
                                                           "trailing",
                                                           "treat",
                                                           "trim",
                                                           "true",
                                                           "union",
                                                           "unique",
                                                           "user",
                                                           "using",
                                                           "values",
                                                           "varchar",
                                                           "variadic",
                                                           "verbose",
                                                           "when",
                                                           "where",
                                                           "window",
                                                           "with",
                                                           "xmlattributes",
                                                           "xmlconcat",
                                                           "xmlelement",
                                                           "xmlexists",
                                                           "xmlforest",
                                                           "xmlnamespaces",
                                                           "xmlparse",
                                                           "xmlpi",
                                                           "xmlroot",
                                                           "xmlserialize",
                                                           "xmltable"});

bool is_plain(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !name.empty() && is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [&](char c) { return is_letter(c) || is_digit(c) || c == '$'; });
}

}  // namespace

std::string quote_identifier(std::string_view name) {
  if (is_plain(name) && !std::binary_search(keywords.begin(), keywords.end(), name)) {
    return std::string(name);
  }
  return '"' + replace_all(std::string(name), "\"", "\"\"") + '"';
}

std::string quote_literal(std::string_view text) {
  const auto quoted = '\'' + replace_all(std::string(text), "'", "''") + '\'';
  // A backslash is an ordinary character only with standard_conforming_strings; E'' always agrees.
  if (text.find('\\') == std::string_view::npos) return quoted;
  return "E" + replace_all(quoted, "\\", "\\\\");
}

}  // namespace pgstair::sql
