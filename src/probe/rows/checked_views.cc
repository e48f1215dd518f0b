// SPDX-License-Identifier: MIT
#include "probe/rows/checked_views.h"

#include <algorithm>
#include <utility>

#include "sql/script.h"
#include "sql/simple_query.h"
#include "support/text.h"

namespace pgstair::probe {

namespace {

/// A view that rows can be written through.
struct View {
  std::string display_name;
  std::vector<std::string> columns;
  std::string check_option;  ///< local, cascaded, or none
  sql::SimpleQuery query;
};

struct Relations {
  std::map<sql::Name, View> views;
  std::map<sql::Name, seed::Oid> tables;
};

/// Under a search path that has every name qualified, in definitions as elsewhere. None if no view
/// has a check option.
Relations read_relations(postgres::Session& session) {
  session.execute("SAVEPOINT pgstair_views; SET LOCAL search_path = pg_catalog, pg_temp");
  const auto rows = session.execute(
      "SELECT c.oid::bigint, n.nspname, c.relname, "
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
    const sql::Name name{rows.text(row, 1), rows.text(row, 2)};
    if (!rows.at(row, 3)) {
      relations.tables.emplace(name, static_cast<seed::Oid>(std::stoul(rows.text(row, 0))));
      continue;
    }
    auto query = sql::read_simple_query(rows.text(row, 3));
    if (!query) continue;
    View& view = relations.views[name];
    view.display_name = name.schema + "." + name.name;
    view.check_option = rows.text(row, 4);
    const std::string columns = rows.text(row, 5);
    for (const auto column : split(columns, '\n')) view.columns.emplace_back(column);
    view.query = std::move(*query);
  }
  return relations;
}

/// What stands in FROM for the relation that a view reads: the one row of the table, as the views
/// in between show it.
std::string row_for(const Relations& relations, const sql::SimpleQuery& query) {
  const auto below = relations.views.find(query.relation);
  const std::string row =
      below == relations.views.end()
          ? "SELECT " + sql::quote_identifier(query.relation.name) + ".*"
          : below->second.query.list + " FROM " + row_for(relations, below->second.query);
  return "(" + row + ") AS " + query.alias;
}

/// The view's condition over a row of the table. A row that it does not tell of is refused too.
std::string condition_of(const Relations& relations, const View& view) {
  return "(SELECT (" + view.query.condition + ") FROM " + row_for(relations, view.query) +
         ") IS TRUE";
}

/// The table under a view; null if there is none that we know.
const seed::Oid* table_under(const Relations& relations, const View& view) {
  const View* at = &view;
  for (auto below = relations.views.find(at->query.relation); below != relations.views.end();
       below = relations.views.find(at->query.relation)) {
    at = &below->second;
  }
  const auto table = relations.tables.find(at->query.relation);
  return table == relations.tables.end() ? nullptr : &table->second;
}

/// Adds what the view checks of those that it reads: CASCADED, all; LOCAL, what they check.
void add_below(const Relations& relations, const View& view, bool cascaded, CheckedView& checked) {
  const auto found = relations.views.find(view.query.relation);
  if (found == relations.views.end()) return;
  const View& below = found->second;
  cascaded = cascaded || below.check_option == "cascaded";
  if ((cascaded || !below.check_option.empty()) && !below.query.condition.empty()) {
    checked.below.push_back(condition_of(relations, below));
    checked.where += " " + below.query.condition;
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
    const std::string sql_name =
        sql::quote_identifier(name.schema) + "." + sql::quote_identifier(name.name);
    const std::string& condition = view.query.condition;
    CheckedView checked{sql_name, view.display_name, view.columns, "", {}, condition};
    if (!condition.empty()) checked.condition = condition_of(relations, view);
    add_below(relations, view, view.check_option == "cascaded", checked);
    result[*table].push_back(std::move(checked));
  }
  return result;
}

}  // namespace pgstair::probe
