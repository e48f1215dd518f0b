// SPDX-License-Identifier: MIT
#include "sql/tree.h"

#include <pg_query.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sql/words.h"
#include "support/contains.h"

namespace pgstair::sql {

namespace {

constexpr std::string_view writing_nodes[] = {"InsertStmt", "UpdateStmt", "DeleteStmt",
                                              "MergeStmt"};

/// Of a WITH clause that is not RECURSIVE: the query of `x` in WITH x AS (SELECT * FROM x) reads a
/// table of that name.
bool reads_what_it_hides(const Tree& common_table, const std::string& name) {
  return names_in(member(common_table, "ctequery")).reads.contains({"", name});
}

class NameCollector {
 public:
  NamesInTree run(const Tree& tree) {
    visit_members(tree, [&](const auto& key, const auto& value) { return visit(key, value); });
    for (const auto& name : hidden_) found_.reads.erase({"", name});
    return std::move(found_);
  }

 private:
  bool visit(const std::string& key, const Tree& value) {
    if (key == "lockedRels") return false;  // FOR UPDATE OF: aliases
    if (key == "VacuumRelation") found_.reads.insert(relation_name(member(value, "relation")));
    if (key == "RangeVar") found_.reads.insert(relation_name(value));
    if (key == "FuncCall" || key == "funccall")
      found_.calls.insert(dotted_name(member(value, "funcname")));
    if (key == "pktable") found_.refers.insert(relation_name(value));
    if (key == "intoClause") found_.into.insert(relation_name(member(value, "rel")));
    if (key == "withClause") hide(value);
    if (contains(writing_nodes, key))
      found_.writes.insert(relation_name(member(value, "relation")));
    return true;
  }

  void hide(const Tree& with_clause) {
    const bool recursive = flag_member(with_clause, "recursive");
    for (const auto& node : member(with_clause, "ctes")) {
      const Tree& common_table = member(node, "CommonTableExpr");
      const std::string name = text_member(common_table, "ctename");
      if (recursive || !reads_what_it_hides(common_table, name)) hidden_.insert(name);
    }
  }

  NamesInTree found_;
  std::set<std::string> hidden_;
};

}  // namespace

std::optional<Tree> tree_of(std::string_view statement) {
  // A NUL would end the text early for libpg_query.
  if (statement.size() > longest_parsed || contains(statement, '\0')) return std::nullopt;
  const auto free_result = [](PgQueryParseResult* result) { pg_query_free_parse_result(*result); };
  auto result = pg_query_parse(for_parser(statement).c_str());
  const std::unique_ptr<PgQueryParseResult, decltype(free_result)> owner(&result, free_result);
  if (result.error != nullptr) return std::nullopt;
  Tree parsed = Tree::parse(result.parse_tree, nullptr, false);
  if (member(parsed, "stmts").size() != 1) return std::nullopt;
  return std::move(parsed["stmts"][0]["stmt"]);  // a copy would be made by recursion
}

const Tree& member(const Tree& node, std::string_view name) {
  static const Tree none;
  if (!node.is_object()) return none;
  const auto found = node.find(name);
  return found == node.end() ? none : *found;
}

std::string text_member(const Tree& node, std::string_view name) {
  const Tree& found = member(node, name);
  return found.is_string() ? found.get<std::string>() : "";
}

bool flag_member(const Tree& node, std::string_view name) {
  const Tree& found = member(node, name);
  return found.is_boolean() && found.get<bool>();
}

Name relation_name(const Tree& range_var) {
  return {text_member(range_var, "schemaname"), text_member(range_var, "relname")};
}

Name dotted_name(const Tree& strings) {
  Name name;
  for (const auto& part : strings) {
    name.schema = name.name;
    name.name = text_member(member(part, "String"), "sval");
  }
  return name;
}

/// The nodes to come are kept in a list: a tree may be deeper than the stack.
void visit_members(const Tree& tree,
                   const std::function<bool(const std::string& name, const Tree& value)>& visit) {
  std::vector<const Tree*> to_come{&tree};
  while (!to_come.empty()) {
    const Tree& node = *to_come.back();
    to_come.pop_back();
    if (!node.is_structured()) continue;
    for (const auto& [name, value] : node.items()) {
      if (visit(name, value)) to_come.push_back(&value);
    }
  }
}

NamesInTree names_in(const Tree& tree) { return NameCollector().run(tree); }

}  // namespace pgstair::sql
