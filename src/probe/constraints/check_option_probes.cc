// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cctype>

#include "probe/constraints/table_probes.h"
#include "probe/rows/violations.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::probe {

namespace {

/// Whether the view has the columns that are changed, under the names that they have in the table.
bool shows(const CheckedView& view, const seed::Table& table, const Cells& changes) {
  return std::ranges::all_of(changes, [&](const auto& change) {
    return std::ranges::count(view.columns, table.column(change.first)->name) != 0;
  });
}

/// Changes every row that the view shows: where a row cannot be inserted through it.
std::string update_of(const CheckedView& view, const seed::Table& table, const Cells& changes) {
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

std::vector<ConstraintProbe> check_option_probes(const RowTemplates& templates,
                                                 const ProbeContext& context) {
  std::vector<ConstraintProbe> probes;
  for (const auto& view : context.checked_views.at(templates.table().oid)) {
    if (view.condition.empty() && view.below.empty()) continue;  // it has nothing to check
    ConstraintProbe probe = templates.probe("check option", view.display_name);
    probe.table = view.display_name;
    probe.sqlstates = {"44000"};
    Goal goal{view.display_name, view.condition, columns_in(view.where, templates.table())};
    if (goal.expression.empty()) {
      goal.expression = join(view.below, " AND ");
    } else {
      for (const auto& condition : view.below) goal.others.push_back({condition, goal.columns});
    }
    goal.others.push_back({"true", {}});  // of no column: that the row has all of them
    probe.may_concern_none = true;        // an UPDATE, if the view shows no row
    const std::string drop = "ALTER VIEW " + view.sql_name + " RESET (check_option)";
    const auto violations = find_violations(context, templates, goal, most_attempts);
    for (const auto& found : violations) {
      if (!shows(view, templates.table(), found.changes)) continue;
      if (templates.inserts()) {
        probe.attempts.push_back(
            {templates.write_into(view.sql_name, found.row, found.changes, view.columns), drop,
             ""});
      }
      const std::string update = update_of(view, templates.table(), found.changes);
      if (!update.empty()) probe.attempts.push_back({update, drop, ""});
    }
    if (probe.attempts.empty()) {
      probe.obstacle = violations.empty() ? templates.obstacle()
                                          : "the view has not the columns, by the table's names, "
                                            "that a row which violates it differs in";
    }
    probes.push_back(std::move(probe));
  }
  return probes;
}

}  // namespace pgstair::probe
