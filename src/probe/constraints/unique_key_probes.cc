// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>

#include "probe/constraints/table_probes.h"
#include "probe/rows/violations.h"
#include "sql/script.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::probe {

namespace {

using sql::quote_identifier;

constexpr std::size_t rows_to_try = 3;
constexpr std::uint64_t unused_ordinals = 800'001;

std::string kind_of(const seed::UniqueKey& key) {
  if (key.exclusion) return "exclude";
  if (key.primary) return "primary key";
  return key.constraint != 0 ? "unique" : "unique index";
}

/// Whether the key concerns a row: one with a NULL in the key only where NULLs are not distinct.
std::string concerns(const RowTemplates& templates, const seed::UniqueKey& key) {
  std::string where = key.predicate.empty() ? "true" : "(" + key.predicate + ")";
  for (const int number : key.columns) {
    if (key.nulls_not_distinct) break;
    where += " AND " + quote_identifier(templates.table().column(number)->name) + " IS NOT NULL";
  }
  return where;
}

/// Inserts a copy of a row that the key concerns: `columns` from that row, the others from an
/// insertable row; without one everything is copied.
class Copier {
 public:
  Copier(const RowTemplates& templates, const ProbeContext& context, const seed::UniqueKey& key)
      : templates_(templates), context_(context), key_(key) {}

  /// `case_of`: upper or lower, for the texts of a key that does not mind: lower(name).
  std::string statement(const std::vector<int>& columns, std::size_t row,
                        const std::string& case_of = "") const {
    std::vector<int> numbers;
    std::vector<std::string> cells;
    for (const auto& column : templates_.table().columns) {
      if (column.generated) continue;
      const bool own = contains(columns, column.number);
      if (!own && !templates_.inserts() && in_another_key(column.number)) {
        if (!column.sequence.empty()) continue;  // counts itself
        numbers.push_back(column.number);
        cells.push_back(unused_value(column, row));
      } else if (own || !templates_.inserts()) {
        numbers.push_back(column.number);
        const std::string copy = "b." + quote_identifier(column.name);
        const bool cased = !case_of.empty() && is_text(column);
        cells.push_back(cased ? case_of + "(" + copy + ")" : copy);
      } else if (const auto cell = templates_.row(row).find(column.number);
                 cell != templates_.row(row).end()) {
        numbers.push_back(column.number);
        cells.push_back(literal(cell->second) + "::" + column.type_sql);
      }
    }
    return "INSERT INTO " + templates_.table().sql_name() + " (" + templates_.column_list(numbers) +
           ") OVERRIDING SYSTEM VALUE SELECT " + join(cells, ", ") + " FROM " +
           templates_.table().own_rows() + " b WHERE " + concerned() + " OFFSET " +
           std::to_string(row) + " LIMIT 1";
  }

 private:
  bool is_text(const seed::Column& column) const {
    const std::string& name = context_.schema().type(column.type.type).name;
    return name == "text" || name == "varchar";
  }

  /// Of a row that is copied whole, what another key forbids to repeat must differ.
  bool in_another_key(int number) const {
    const auto refers = [&](const auto& key) { return contains(key.columns, number); };
    return std::ranges::any_of(templates_.table().keys,
                               [&](const auto& key) {
                                 return key.name != key_.name && contains(key.mentioned, number);
                               }) &&
           std::ranges::none_of(templates_.table().foreign_keys, refers);
  }

  std::string unused_value(const seed::Column& column, std::size_t row) const {
    std::string copy = "b." + quote_identifier(column.name);
    if (!context_.maker.problem(column.type).empty()) return copy;
    seed::Draw draw(context_.options.seed, seed::hash_text(column.name), row);
    seed::Request request;
    request.ordinal = unused_ordinals + row;
    request.distinct = true;
    request.shape = seed::shape_for(column.name);
    request.draw = &draw;
    return literal(context_.maker.make(column.type, request)) + "::" + column.type_sql;
  }

  std::string concerned() const {
    std::vector<std::string> mentioned;
    for (const int number : key_.mentioned) {
      mentioned.push_back("b." + quote_identifier(templates_.table().column(number)->name));
    }
    const std::string fewest_nulls =
        mentioned.empty() ? "" : "num_nulls(" + join(mentioned, ", ") + "), ";
    return concerns(templates_, key_) + " ORDER BY " + fewest_nulls + "b.tableoid, b.ctid";
  }

  const RowTemplates& templates_;
  const ProbeContext& context_;
  const seed::UniqueKey& key_;
};

/// Whether an insertable row with these columns from another row can violate no other key than
/// `key`, nor a foreign key.
bool concerns_no_other(const RowTemplates& templates, const seed::UniqueKey& key,
                       const std::vector<int>& copied) {
  if (!templates.inserts() || templates.size() == 0) return false;
  const auto is_copied = [&](int number) { return contains(copied, number); };
  const auto given = [&](const auto& columns) { return templates.given_columns(columns); };
  const auto counts_itself = [&](int number) {
    const auto* column = templates.table().column(number);
    return !column->sequence.empty() && !is_copied(number) && !templates.row(0).contains(number);
  };
  return std::ranges::all_of(templates.table().keys,
                             [&](const auto& other) {
                               return other.name == key.name ||
                                      std::ranges::none_of(given(other.mentioned), is_copied) ||
                                      std::ranges::any_of(other.columns, counts_itself);
                             }) &&
         std::ranges::all_of(templates.table().foreign_keys, [&](const auto& other) {
           const auto columns = given(other.columns);
           return std::ranges::none_of(columns, is_copied) ||
                  std::ranges::all_of(columns, is_copied);
         });
}

/// With the columns of foreign keys, and of checks, that the columns take part in.
std::vector<int> closure(const RowTemplates& templates, std::vector<int> columns, bool checks) {
  const auto grow = [&](const std::vector<int>& others) {
    if (std::ranges::none_of(others, [&](int n) { return contains(columns, n); })) return;
    for (const int number : templates.given_columns(others)) {
      if (!contains(columns, number)) columns.push_back(number);
    }
  };
  for (const auto& key : templates.table().foreign_keys) grow(key.columns);
  if (!checks) return columns;
  for (const auto& check : templates.table().checks) grow(check.columns);
  return columns;
}

/// For each key of the table whether a row that it concerns is there.
std::vector<bool> have_rows(const RowTemplates& templates, postgres::Session& session) {
  const auto& keys = templates.table().keys;
  std::vector<std::string> questions;
  for (const auto& key : keys) {
    questions.push_back("EXISTS (SELECT FROM " + templates.table().own_rows() + " b WHERE " +
                        concerns(templates, key) + ")");
  }
  std::vector<bool> result;
  if (keys.empty()) return result;
  const auto answers = session.execute("SELECT " + join(questions, ", "));
  for (std::size_t i = 0; i < keys.size(); ++i) result.push_back(answers.text(0, i) == "t");
  return result;
}

/// Whether a partial key on some of the same columns may be violated as well.
bool others_may_speak(const seed::Table& table, const seed::UniqueKey& key) {
  return std::ranges::any_of(table.keys, [&](const seed::UniqueKey& other) {
    return other.name != key.name && !other.predicate.empty() &&
           std::ranges::any_of(other.columns,
                               [&](int number) { return contains(key.columns, number); });
  });
}

/// A row that the key concerns is put in first, and then another one with the same key.
std::vector<Attempt> attempts_with_two_rows(const RowTemplates& templates,
                                            const ProbeContext& context, const seed::UniqueKey& key,
                                            const std::string& drop) {
  std::vector<Attempt> attempts;
  if (!templates.inserts() || templates.size() < 2) return attempts;
  Goal goal{key.name, "NOT (" + concerns(templates, key) + ")", key.mentioned};
  for (const auto& other : templates.table().keys) {
    if (other.name == key.name || other.predicate.empty()) continue;
    goal.columns.insert(goal.columns.end(), other.mentioned.begin(), other.mentioned.end());
    goal.others.push_back({"NOT (" + other.predicate + ")", other.mentioned});
  }
  for (const auto& found : find_violations(context, templates, goal, rows_to_try)) {
    Cells first = templates.row(found.row);
    for (const auto& [number, cell] : found.changes) first[number] = cell;
    Cells same;
    for (const int number : closure(templates, templates.given_columns(key.mentioned), true)) {
      if (first.contains(number)) same[number] = first[number];
    }
    attempts.push_back({templates.write((found.row + 1) % templates.size(), same), drop,
                        templates.write(found.row, found.changes)});
  }
  return attempts;
}

ConstraintProbe unique_key_probe(const RowTemplates& templates, const ProbeContext& context,
                                 const seed::UniqueKey& key, bool has_rows) {
  ConstraintProbe probe = templates.probe(kind_of(key), key.name);
  probe.sqlstates = {key.exclusion ? "23P01" : "23505"};
  probe.constraint = key.name;
  probe.any_constraint = templates.table().partitioned;
  probe.may_concern_none = true;
  if (key.has_expressions)
    probe.uncertain = "its expressions may be NULL for the rows that were tried";
  const std::string index =
      quote_identifier(templates.table().schema) + "." + quote_identifier(key.name);
  const std::string drop = key.constraint != 0 ? templates.drop_constraint(key.name)
                                               : "DROP INDEX " + index + " CASCADE";
  const Copier copier(templates, context, key);
  const auto own = templates.given_columns(key.mentioned);
  const std::vector<std::vector<int>> choices{own, closure(templates, own, false),
                                              closure(templates, own, true)};
  const std::size_t rows = std::clamp<std::size_t>(templates.size(), 1, rows_to_try);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (i > 0 && choices[i] == choices[i - 1]) continue;
    for (std::size_t row = 0; row < rows; ++row) {
      if (templates.size() == 0) break;
      const bool in_group = key.constraint != 0 && concerns_no_other(templates, key, choices[i]);
      probe.attempts.push_back(key.constraint == 0
                                   ? Attempt{copier.statement(choices[i], row), drop, ""}
                                   : templates.attempt(copier.statement(choices[i], row), key.name,
                                                       DropStep::keys, in_group));
    }
  }
  if (key.has_expressions) {
    for (const char* case_of : {"upper", "lower"}) {
      probe.attempts.push_back({copier.statement(own, 0, case_of), drop, ""});
    }
  }
  if (others_may_speak(templates.table(), key)) {
    std::ranges::move(attempts_with_two_rows(templates, context, key, drop),
                      std::back_inserter(probe.attempts));
  }
  if (!has_rows) {
    auto attempts = attempts_with_two_rows(templates, context, key, drop);
    if (!attempts.empty()) probe.attempts = std::move(attempts);
  }
  if (probe.attempts.empty()) probe.obstacle = templates.obstacle();
  return probe;
}

}  // namespace

std::vector<ConstraintProbe> unique_key_probes(const RowTemplates& templates,
                                               const ProbeContext& context) {
  std::vector<ConstraintProbe> probes;
  const auto has_rows = have_rows(templates, context.session);
  for (std::size_t i = 0; i < has_rows.size(); ++i) {
    probes.push_back(unique_key_probe(templates, context, templates.table().keys[i], has_rows[i]));
  }
  return probes;
}

}  // namespace pgstair::probe
