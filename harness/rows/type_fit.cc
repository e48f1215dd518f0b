// SPDX-License-Identifier: MIT
#include "rows/type_fit.h"

#include <algorithm>
#include <map>

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::rows {

namespace {

constexpr int header =
    4;  // a modifier of varchar, bpchar or numeric is that much more than it says

struct Bounds {
  std::string least;
  std::string most;
  int bytes = 0;
};

std::optional<Bounds> integer_bounds(const std::string& type) {
  static const std::map<std::string, Bounds> bounds{
      {"int2", {"-32768", "32767", 2}},
      {"int4", {"-2147483648", "2147483647", 4}},
      {"int8", {"-9223372036854775808", "9223372036854775807", 8}}};
  const auto found = bounds.find(type);
  if (found == bounds.end()) return std::nullopt;
  return found->second;
}

bool is_text(const std::string& type) {
  return type == "text" || type == "varchar" || type == "bpchar" || type == "citext" ||
         type == "name";
}

bool is_number(const std::string& type) {
  return integer_bounds(type) || type == "numeric" || type == "float4" || type == "float8";
}

/// Small, and another for each row.
const std::string number_of_row =
    "((r.ctid::text::point)[0] * 250 + (r.ctid::text::point)[1])::integer";

/// A text that is a value of a type.
std::string text_of_type(const std::string& type) {
  static const std::map<std::string, std::string> texts{{"json", "'{}'"},
                                                        {"jsonb", "'{}'"},
                                                        {"bool", "'true'"},
                                                        {"date", "'2024-01-02'"},
                                                        {"timestamp", "'2024-01-02 03:04:05'"},
                                                        {"timestamptz", "'2024-01-02 03:04:05Z'"},
                                                        {"time", "'03:04:05'"},
                                                        {"timetz", "'03:04:05Z'"},
                                                        {"interval", "'1 day'"},
                                                        {"inet", "'127.0.0.1'"},
                                                        {"cidr", "'127.0.0.0/8'"},
                                                        {"macaddr", "'08:00:2b:01:02:03'"},
                                                        {"uuid", "md5(r.ctid::text)"},
                                                        {"xml", "'<a/>'"},
                                                        {"bytea", "'x'"},
                                                        {"numeric", number_of_row + "::text"},
                                                        {"float4", number_of_row + "::text"},
                                                        {"float8", number_of_row + "::text"},
                                                        {"money", "'1'"},
                                                        {"tsvector", "'a'"}};
  const auto found = texts.find(type);
  return found == texts.end() ? "NULL" : found->second;
}

/// A label that is there before and after; NULL if none is.
std::string kept_label(const std::vector<std::string>& labels,
                       const std::vector<std::string>& old_labels) {
  for (const auto& label : labels) {
    if (old_labels.empty() || std::ranges::count(old_labels, label) != 0)
      return sql::quote_literal(label);
  }
  return "NULL";
}

/// Which texts are none of a type, where the server cannot be asked (before 16); empty: unknown.
std::string misfit_by_form(const std::string& value, const std::string& type) {
  const std::string text = "btrim(" + value + "::text)";
  if (type == "uuid") return text + " !~* '^\\{?[0-9a-f]{4}(-?[0-9a-f]{4}){7}\\}?$'";
  if (type == "bool") {
    return "lower(" + text +
           ") NOT IN ('t', 'tr', 'tru', 'true', 'y', 'ye', 'yes', 'on', '1', "
           "'f', 'fa', 'fal', 'fals', 'false', 'n', 'no', 'of', 'off', '0')";
  }
  if (type == "numeric" || type == "float4" || type == "float8") {
    return text +
           " !~* '^[-+]?(([0-9]+\\.?[0-9]*|\\.[0-9]+)(e[-+]?[0-9]+)?|inf|infinity)$' AND lower(" +
           text + ") <> 'nan'";
  }
  return {};
}

TypeFit fits_length(const std::string& value, int length) {
  return {"length(rtrim(" + value + "::text, ' ')) > " + std::to_string(length),
          {"repeat('x', " + std::to_string(length + 1) + ")"},
          "left(" + value + "::text, " + std::to_string(length) + ")"};
}

TypeFit fits_integer(const std::string& value, const Bounds& bounds, bool from_text) {
  const std::string range = " NOT BETWEEN " + bounds.least + " AND " + bounds.most;
  if (!from_text) {
    return {value + range,
            {bounds.most + "::numeric + 1", "1e30", "2147483648"},
            "least(greatest(" + value + ", " + bounds.least + "), " + bounds.most + ")"};
  }
  return {"CASE WHEN " + value + "::text ~ '^\\s*[-+]?[0-9]+\\s*$' THEN " + value +
              "::text::numeric" + range + " ELSE " + value + " IS NOT NULL END",
          {"'pgstair'", "''", "'x'"},
          number_of_row + "::text"};
}

TypeFit fits_numeric(const std::string& value, int typmod) {
  const int precision = ((typmod - header) >> 16) & 0xffff;
  const int scale = (typmod - header) & 0x7ff;
  const std::string bound = "1e" + std::to_string(precision - scale);
  return {"abs(round(" + value + "::numeric, " + std::to_string(scale) + ")) >= " + bound,
          {bound},
          "CASE WHEN abs(" + value + ") < " + bound + " / 10 THEN " + value + " ELSE 0 END"};
}

/// A text that is a number, and one that a numeric of that precision holds.
TypeFit fits_numeric_text(const std::string& value, int typmod) {
  TypeFit fit = fits_numeric("btrim(" + value + "::text)", typmod);
  const std::string no_number = misfit_by_form(value, "numeric");
  fit.misfit = "CASE WHEN " + value + " IS NULL THEN false WHEN " + no_number + " THEN true ELSE " +
               fit.misfit + " END";
  fit.misfits = {"'pgstair'", "''", "'x'", sql::quote_literal(fit.misfits.front())};
  fit.fit = number_of_row + " % 10 || ''";
  return fit;
}

/// Of a number that becomes a shorter floating-point one.
TypeFit fits_float(const std::string& value, const std::string& type) {
  const bool is_real = type == "float4";
  const std::string most = is_real ? "3.4028235e38" : "1.7976931348623157e308";
  const std::string least = is_real ? "1.4e-45" : "4.9e-324";
  const std::string size = "abs(" + value + "::numeric)";
  return {"CASE WHEN " + value + "::text NOT IN ('NaN', 'Infinity', '-Infinity', '0') THEN " +
              size + " NOT BETWEEN " + least + " AND " + most + " END",
          {is_real ? "1e200" : "1e400"},
          "CASE WHEN abs(" + value + ") < 1e6 THEN " + value + " ELSE 0 END"};
}

TypeFit fits_labels(const std::string& value, const std::vector<std::string>& labels,
                    const std::vector<std::string>& old_labels) {
  std::vector<std::string> quoted;
  for (const auto& label : labels) quoted.push_back(sql::quote_literal(label));
  TypeFit fit{value + "::text NOT IN (" + join(quoted, ", ") + ")", {}};
  fit.fit = kept_label(labels, old_labels);
  for (const auto& label : old_labels) {
    if (std::ranges::count(labels, label) == 0) fit.misfits.push_back(sql::quote_literal(label));
  }
  if (old_labels.empty()) fit.misfits = {"'pgstair'", "''", "'x'"};
  return fit;
}

/// "(a + b)" of "(a + b)::integer"; nothing if the cast is not the last that happens.
std::optional<std::string> casted(std::string_view expression, const std::string& type_sql) {
  const std::string cast = "::" + type_sql;
  while (expression.starts_with("((") && expression.ends_with("))"))
    expression = expression.substr(1, expression.size() - 2);
  if (!expression.starts_with('(') || !expression.ends_with(cast)) return std::nullopt;
  const std::string inner(expression.substr(0, expression.size() - cast.size()));
  int depth = 0;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    depth += inner[i] == '(' ? 1 : inner[i] == ')' ? -1 : 0;
    if (depth == 0 && i + 1 < inner.size()) return std::nullopt;
  }
  return inner;
}

}  // namespace

std::optional<TypeFit> generated_fit(const seed::Schema& schema, const seed::Column& column) {
  const auto bounds = integer_bounds(schema.type(schema.base_of(column.type).type).name);
  const auto inner = casted(column.default_expression, column.type_sql);
  if (!bounds || !inner) return std::nullopt;
  return TypeFit{
      "round(" + *inner + "::numeric) NOT BETWEEN " + bounds->least + " AND " + bounds->most,
      {"1e30", "1e18", "1e12", "9223372036854775807", "2147483647"}};
}

std::optional<TypeFit> type_fit(const TypedColumn& before, const TypedColumn& after,
                                int server_version) {
  const auto from = before.schema.base_of(before.column.type);
  const auto to = after.schema.base_of(after.column.type);
  const seed::Type& source = before.schema.type(from.type);
  const seed::Type& target = after.schema.type(to.type);
  const std::string value = "r." + sql::quote_identifier(before.column.name);
  if (target.kind == seed::TypeKind::enumeration)
    return fits_labels(value, target.labels, source.labels);
  if (is_text(target.name)) {
    const bool unlimited = to.typmod < header || target.name == "text" || target.name == "citext";
    const bool grows = is_text(source.name) && from.typmod >= header && from.typmod <= to.typmod;
    if (unlimited || grows) return std::nullopt;
    return fits_length(value, to.typmod - header);
  }
  if (const auto bounds = integer_bounds(target.name)) {
    const auto old = integer_bounds(source.name);
    if (old && old->bytes <= bounds->bytes) return std::nullopt;
    if (is_number(source.name)) return fits_integer(value, *bounds, false);
    if (is_text(source.name)) return fits_integer(value, *bounds, true);
  }
  if (target.name == "numeric" && is_number(source.name)) {
    if (to.typmod < header) return std::nullopt;
    return fits_numeric(value, to.typmod);
  }
  const bool to_float = target.name == "float4" || target.name == "float8";
  if (to_float &&
      (source.name == "numeric" || (source.name == "float8" && target.name == "float4")))
    return fits_float(value, target.name);
  if (is_number(source.name) && is_number(target.name)) return std::nullopt;
  if (is_text(source.name) && target.name == "numeric" && to.typmod >= header)
    return fits_numeric_text(value, to.typmod);
  TypeFit fit;
  fit.misfits = {"'pgstair'", "''", "'x'"};
  if (is_text(source.name)) fit.fit = text_of_type(target.name);
  if (is_text(source.name)) fit.misfit = misfit_by_form(value, target.name);
  if (server_version >= 160000) {
    fit.misfit = value + " IS NOT NULL AND NOT pg_input_is_valid(" + value + "::text, " +
                 sql::quote_literal(after.column.type_sql) + ")";
  }
  return fit;
}

}  // namespace pgstair::rows
