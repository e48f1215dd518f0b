// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cctype>

#include "probe/table_targets.h"
#include "probe/violations.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::probe {

namespace {

constexpr std::size_t most_trials = 6;

struct View {
  std::string sql_name;
  std::string display_name;
  std::string definition;  ///< pretty-printed: WHERE begins a line
  std::vector<std::string> columns;
};

/// Views with a check option whose query reads this table and nothing else.
std::vector<View> views_on(postgres::Session& session, const seed::Table& table) {
  session.execute("SAVEPOINT pgstair_views; SET LOCAL search_path = pg_catalog, pg_temp");
  const auto rows = session.execute(
      "SELECT v.oid::regclass, format('%s.%s', n.nspname, v.relname), pg_get_viewdef(v.oid, true), "
      "(SELECT string_agg(a.attname, E'\\n' ORDER BY a.attnum) FROM pg_attribute a "
      "WHERE a.attrelid = v.oid AND a.attnum > 0) "
      "FROM pg_class v JOIN pg_namespace n ON n.oid = v.relnamespace "
      "WHERE v.relkind = 'v' AND EXISTS (SELECT FROM unnest(v.reloptions) o "
      "WHERE o LIKE 'check\\_option=%') "
      "AND (SELECT array_agg(DISTINCT d.refobjid) FROM pg_rewrite r JOIN pg_depend d "
      "ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid "
      "AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> v.oid "
      "WHERE r.ev_class = v.oid) = ARRAY[" +
      std::to_string(table.oid) +
      "]::oid[] "
      "ORDER BY n.nspname COLLATE \"C\", v.relname COLLATE \"C\"");
  session.execute("ROLLBACK TO SAVEPOINT pgstair_views; RELEASE SAVEPOINT pgstair_views");
  std::vector<View> views;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    View& view = views.emplace_back();
    view.sql_name = rows.text(row, 0);
    view.display_name = rows.text(row, 1);
    view.definition = rows.text(row, 2);
    const std::string names = rows.text(row, 3);
    for (const auto name : split(names, '\n')) view.columns.emplace_back(name);
  }
  return views;
}

/// The view's own WHERE; empty if it has none.
std::string condition_of(const std::string& definition) {
  const std::string opening = "\n  WHERE ";
  const auto start = definition.find(opening);
  if (start == std::string::npos) return "";
  std::string condition = definition.substr(start + opening.size());
  if (condition.ends_with(';')) condition.pop_back();
  return condition;
}

/// Changes every row that the view shows: where a row cannot be inserted through it.
std::string update_of(const View& view, const seed::Table& table, const Cells& changes) {
  std::vector<std::string> settings;
  for (const auto& [number, cell] : changes) {
    const std::string& name = table.column(number)->name;
    if (std::ranges::count(view.columns, name) == 0) continue;
    settings.push_back(sql::quote_identifier(name) + " = " + literal(cell));
  }
  return settings.empty() ? "" : "UPDATE " + view.sql_name + " SET " + join(settings, ", ");
}

bool is_word(char character) {
  return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_';
}

/// Columns whose names stand in the condition; one too many does no harm.
std::vector<int> columns_in(const std::string& condition, const seed::Table& table) {
  std::vector<int> numbers;
  for (const auto& column : table.columns) {
    for (auto at = condition.find(column.name); at != std::string::npos;
         at = condition.find(column.name, at + 1)) {
      const std::size_t end = at + column.name.size();
      if (at > 0 && is_word(condition[at - 1])) continue;
      if (end < condition.size() && is_word(condition[end])) continue;
      numbers.push_back(column.number);
      break;
    }
  }
  return numbers;
}

}  // namespace

std::vector<Target> view_targets(const Specimen& specimen, const Laboratory& laboratory) {
  std::vector<Target> targets;
  for (const auto& view : views_on(laboratory.session, specimen.table())) {
    Target target = specimen.target("check option", view.display_name);
    target.table = view.display_name;
    target.sqlstates = {"44000"};
    const std::string condition = condition_of(view.definition);
    if (condition.empty()) continue;  // it has nothing to check
    const Sought sought{view.display_name, "(" + condition + ")",
                        columns_in(condition, specimen.table())};
    target.may_concern_none = true;  // an UPDATE, if the view shows no row
    const std::string drop = "ALTER VIEW " + view.sql_name + " RESET (check_option)";
    for (const auto& found : find_violations(laboratory, specimen, sought, most_trials)) {
      if (specimen.inserts()) {
        target.trials.push_back(
            {specimen.write_into(view.sql_name, found.row, found.changes, view.columns), drop, ""});
      }
      const std::string update = update_of(view, specimen.table(), found.changes);
      if (!update.empty()) target.trials.push_back({update, drop, ""});
    }
    if (target.trials.empty()) target.obstacle = specimen.obstacle();
    targets.push_back(std::move(target));
  }
  return targets;
}

}  // namespace pgstair::probe
