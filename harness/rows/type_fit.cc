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

TypeFit fits_length(const std::string& value, int length) {
  return {"length(rtrim(" + value + "::text, ' ')) > " + std::to_string(length),
          {"repeat('x', " + std::to_string(length + 1) + ")"}};
}

TypeFit fits_integer(const std::string& value, const Bounds& bounds, bool from_text) {
  const std::string range = " NOT BETWEEN " + bounds.least + " AND " + bounds.most;
  if (!from_text) return {value + range, {bounds.most + "::numeric + 1", "1e30", "2147483648"}};
  return {"CASE WHEN " + value + "::text ~ '^\\s*[-+]?[0-9]+\\s*$' THEN " + value +
              "::text::numeric" + range + " ELSE " + value + " IS NOT NULL END",
          {"'pgstair'", "''", "'x'"}};
}

TypeFit fits_numeric(const std::string& value, int typmod) {
  const int precision = ((typmod - header) >> 16) & 0xffff;
  const int scale = (typmod - header) & 0x7ff;
  const std::string bound = "1e" + std::to_string(precision - scale);
  return {"abs(round(" + value + "::numeric, " + std::to_string(scale) + ")) >= " + bound, {bound}};
}

TypeFit fits_labels(const std::string& value, const std::vector<std::string>& labels,
                    const std::vector<std::string>& old_labels) {
  std::vector<std::string> quoted;
  for (const auto& label : labels) quoted.push_back(sql::quote_literal(label));
  TypeFit fit{value + "::text NOT IN (" + join(quoted, ", ") + ")", {}};
  for (const auto& label : old_labels) {
    if (std::ranges::count(labels, label) == 0) fit.misfits.push_back(sql::quote_literal(label));
  }
  if (old_labels.empty()) fit.misfits = {"'pgstair'", "''", "'x'"};
  return fit;
}

}  // namespace

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
  if (is_number(source.name) && is_number(target.name)) return std::nullopt;
  TypeFit fit;
  fit.misfits = {"'pgstair'", "''", "'x'"};
  if (server_version >= 160000) {
    fit.misfit = value + " IS NOT NULL AND NOT pg_input_is_valid(" + value + "::text, " +
                 sql::quote_literal(after.column.type_sql) + ")";
  }
  return fit;
}

}  // namespace pgstair::rows
