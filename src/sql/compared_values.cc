// SPDX-License-Identifier: MIT
#include "sql/compared_values.h"

#include <optional>

#include "sql/script.h"
#include "sql/tree.h"
#include "support/text.h"

namespace pgstair::sql {

namespace {

/// The node within casts and calls of one argument: lower(kind)::text is about kind.
const Tree& within(const Tree& node) {
  const Tree* inner = &node;
  while (true) {
    if (const Tree& cast = member(*inner, "TypeCast"); !cast.is_null()) {
      inner = &member(cast, "arg");
    } else if (const Tree& arguments = member(member(*inner, "FuncCall"), "args");
               arguments.is_array() && arguments.size() == 1) {
      inner = &arguments.front();
    } else {
      return *inner;
    }
  }
}

/// The last name of a column reference; empty for any other node, and for `t.*`.
std::string column_of(const Tree& node) {
  const Tree& fields = member(member(within(node), "ColumnRef"), "fields");
  if (!fields.is_array() || fields.empty()) return {};
  const Tree& last = member(fields.back(), "String");
  return last.is_null() ? std::string() : dotted_name(Tree::array({fields.back()})).name;
}

/// A text that matches a LIKE pattern.
std::string matching(std::string pattern) {
  return replace_all(replace_all(std::move(pattern), "%", ""), "_", "x");
}

std::optional<std::string> literal_of(const Tree& node, bool is_pattern) {
  const Tree& constant = member(within(node), "A_Const");
  if (constant.is_null()) return std::nullopt;
  if (const Tree& text = member(constant, "sval"); !text.is_null()) {
    const std::string value = text_member(text, "sval");
    return quote_literal(is_pattern ? matching(value) : value);
  }
  if (const Tree& number = member(constant, "fval"); !number.is_null())
    return text_member(number, "fval");
  if (const Tree& number = member(constant, "ival"); !number.is_null())
    return std::to_string(number.value("ival", 0));
  if (const Tree& truth = member(constant, "boolval"); !truth.is_null())
    return flag_member(truth, "boolval") ? "true" : "false";
  return std::nullopt;
}

class Collector {
 public:
  std::set<ComparedValue> run(const Tree& tree) {
    visit_members(tree, [&](const std::string& name, const Tree& node) {
      if (name == "A_Expr") add_comparison(node);
      if (name == "CaseExpr") add_cases(node);
      return true;
    });
    return std::move(found_);
  }

 private:
  void add(const Tree& column, const Tree& value, bool is_pattern = false) {
    const std::string name = column_of(column);
    if (name.empty()) return;
    if (auto literal = literal_of(value, is_pattern)) found_.insert({name, std::move(*literal)});
  }

  /// data->>'n': an object that has something there.
  void add_key(const Tree& expression) {
    const std::string name = column_of(member(expression, "lexpr"));
    const Tree& key = member(member(member(expression, "rexpr"), "A_Const"), "sval");
    if (name.empty() || key.is_null()) return;
    const Tree object = {{text_member(key, "sval"), "pgstair"}};
    found_.insert({name, quote_literal(object.dump())});
  }

  void add_comparison(const Tree& expression) {
    const std::string op = dotted_name(member(expression, "name")).name;
    if (op == "->" || op == "->>") return add_key(expression);
    const std::string kind = text_member(expression, "kind");
    const bool is_pattern = kind == "AEXPR_LIKE" || kind == "AEXPR_ILIKE";
    const Tree& left = member(expression, "lexpr");
    const Tree& right = member(expression, "rexpr");
    const Tree& list = member(member(right, "List"), "items");
    if (list.is_array()) {  // IN (…), BETWEEN … AND …
      for (const auto& item : list) add(left, item);
    } else {
      add(left, right, is_pattern);
      add(right, left);
    }
  }

  /// CASE kind WHEN 'a' THEN …
  void add_cases(const Tree& expression) {
    for (const auto& branch : member(expression, "args"))
      add(member(expression, "arg"), member(member(branch, "CaseWhen"), "expr"));
  }

  std::set<ComparedValue> found_;
};

}  // namespace

std::set<ComparedValue> compared_values(std::string_view statement) {
  const auto tree = tree_of(statement);
  return tree ? Collector().run(*tree) : std::set<ComparedValue>{};
}

}  // namespace pgstair::sql
