// SPDX-License-Identifier: MIT
#include "probe/rows/checked_views.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::probe {

namespace {

/// A view that rows can be written through: SELECT list FROM relation WHERE condition.
struct View {
  std::string display_name;
  std::vector<std::string> columns;
  std::string check_option;  ///< local, cascaded, or none
  std::string list;
  std::string relation;
  std::string alias;
  std::string condition;
};

struct Relations {
  std::map<std::string, View> views;                                ///< by SQL name
  std::map<std::string, std::pair<seed::Oid, std::string>> tables;  ///< with the bare names
};

/// Where the name of a relation, quoted and qualified or not, ends.
std::size_t end_of_name(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == ' ' && !quoted) return i;
  }
  return text.size();
}

/// What follows the last point outside of quotes.
std::string bare_name(const std::string& sql_name) {
  bool quoted = false;
  std::size_t start = 0;
  for (std::size_t i = 0; i < sql_name.size(); ++i) {
    if (sql_name[i] == '"') quoted = !quoted;
    if (sql_name[i] == '.' && !quoted) start = i + 1;
  }
  return sql_name.substr(start);
}

std::string take_up_to(std::string_view& text, std::string_view mark) {
  const auto at = std::min(text.find(mark), text.size());
  std::string before(text.substr(0, at));
  text.remove_prefix(std::min(at + mark.size(), text.size()));
  return before;
}

/// Pretty-printed, each clause of a query begins a line, indented by so much; those of subqueries
/// are indented by more.
void read_definition(std::string_view text, View& view) {
  while (text.ends_with(';')) text.remove_suffix(1);
  text = text.substr(0, text.find("\n  ORDER BY "));
  view.list = take_up_to(text, "\n   FROM ");
  std::string relation = take_up_to(text, "\n  WHERE ");
  view.condition = std::string(text);
  if (relation.starts_with("ONLY ")) relation.erase(0, 5);
  const std::size_t end = end_of_name(relation);
  view.relation = relation.substr(0, end);
  view.alias = trim(std::string_view(relation).substr(end));
  if (view.alias.empty()) view.alias = bare_name(view.relation);
}

/// Under a search path that has every name qualified, in definitions as elsewhere. None if no view
/// has a check option.
Relations read_relations(postgres::Session& session) {
  session.execute("SAVEPOINT pgstair_views; SET LOCAL search_path = pg_catalog, pg_temp");
  const auto rows = session.execute(
      "SELECT c.oid::bigint, c.oid::regclass, c.relname, format('%s.%s', n.nspname, c.relname), "
      "CASE c.relkind WHEN 'v' THEN pg_get_viewdef(c.oid, true) END, "
      "(SELECT split_part(o, '=', 2) FROM unnest(c.reloptions) o WHERE o LIKE 'check\\_option=%'), "
      "(SELECT string_agg(a.attname, E'\\n' ORDER BY a.attnum) FROM pg_attribute a "
      "WHERE a.attrelid = c.oid AND a.attnum > 0 AND c.relkind = 'v') "
      "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
      "WHERE c.relkind IN ('r', 'p', 'v') AND n.nspname NOT IN ('pg_catalog', "
      "'information_schema') AND EXISTS (SELECT FROM pg_class v WHERE v.relkind = 'v' "
      "AND v.reloptions::text LIKE '%check\\_option=%')");
  session.execute("ROLLBACK TO SAVEPOINT pgstair_views; RELEASE SAVEPOINT pgstair_views");
  Relations relations;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string name = rows.text(row, 1);
    if (!rows.at(row, 4)) {
      const auto oid = static_cast<seed::Oid>(std::stoul(rows.text(row, 0)));
      relations.tables.emplace(name, std::pair(oid, rows.text(row, 2)));
      continue;
    }
    View& view = relations.views[name];
    view.display_name = rows.text(row, 3);
    view.check_option = rows.text(row, 5);
    const std::string columns = rows.text(row, 6);
    for (const auto column : split(columns, '\n')) view.columns.emplace_back(column);
    read_definition(rows.text(row, 4), view);
  }
  return relations;
}

/// What stands in FROM for the relation that a view reads: the one row of the table, as the views
/// in between show it.
std::string row_for(const Relations& relations, const View& view) {
  const auto below = relations.views.find(view.relation);
  const std::string row =
      below == relations.views.end()
          ? "SELECT " + sql::quote_identifier(relations.tables.at(view.relation).second) + ".*"
          : below->second.list + " FROM " + row_for(relations, below->second);
  return "(" + row + ") AS " + view.alias;
}

/// The view's condition over a row of the table. A row that it does not tell of is refused too.
std::string condition_of(const Relations& relations, const View& view) {
  return "(SELECT (" + view.condition + ") FROM " + row_for(relations, view) + ") IS TRUE";
}

/// The table under a view; null if there is none that we know.
const seed::Oid* table_under(const Relations& relations, const View& view) {
  const View* at = &view;
  for (auto below = relations.views.find(at->relation); below != relations.views.end();
       below = relations.views.find(at->relation)) {
    at = &below->second;
  }
  const auto table = relations.tables.find(at->relation);
  return table == relations.tables.end() ? nullptr : &table->second.first;
}

/// Adds what the view checks of those that it reads: CASCADED, all; LOCAL, what they check.
void add_below(const Relations& relations, const View& view, bool cascaded, CheckedView& checked) {
  const auto found = relations.views.find(view.relation);
  if (found == relations.views.end()) return;
  const View& below = found->second;
  cascaded = cascaded || below.check_option == "cascaded";
  if ((cascaded || !below.check_option.empty()) && !below.condition.empty()) {
    checked.below.push_back(condition_of(relations, below));
    checked.where += " " + below.condition;
  }
  add_below(relations, below, cascaded, checked);
}

}  // namespace

std::map<seed::Oid, std::vector<CheckedView>> checked_views(postgres::Session& session) {
  std::map<seed::Oid, std::vector<CheckedView>> result;
  const Relations relations = read_relations(session);
  for (const auto& [name, view] : relations.views) {
    const seed::Oid* table = table_under(relations, view);
    if (view.check_option.empty() || table == nullptr) continue;
    CheckedView checked{name, view.display_name, view.columns, "", {}, view.condition};
    if (!view.condition.empty()) checked.condition = condition_of(relations, view);
    add_below(relations, view, view.check_option == "cascaded", checked);
    result[*table].push_back(std::move(checked));
  }
  return result;
}

}  // namespace pgstair::probe
