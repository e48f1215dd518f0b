// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>

#include "probe/rows/violations.h"
#include "probe/targets/table_targets.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::probe {

namespace {

using sql::quote_identifier;

constexpr std::size_t spares_to_try = 3;
constexpr std::uint64_t fresh_ordinals = 800'001;

std::string kind_of(const seed::UniqueKey& key) {
  if (key.exclusion) return "exclude";
  if (key.primary) return "primary key";
  return key.constraint != 0 ? "unique" : "unique index";
}

/// Whether the key concerns a row: one with a NULL in the key only where NULLs are not distinct.
std::string concerns(const Specimen& specimen, const seed::UniqueKey& key) {
  std::string where = key.predicate.empty() ? "true" : "(" + key.predicate + ")";
  for (const int number : key.columns) {
    if (key.nulls_not_distinct) break;
    where += " AND " + quote_identifier(specimen.table().column(number)->name) + " IS NOT NULL";
  }
  return where;
}

/// Inserts a copy of a row that the key concerns: `columns` from that row, the others from a spare
/// one; without a spare one everything is copied.
class Copier {
 public:
  Copier(const Specimen& specimen, const Laboratory& laboratory, const seed::UniqueKey& key)
      : specimen_(specimen), laboratory_(laboratory), key_(key) {}

  /// `case_of`: upper or lower, for the texts of a key that does not mind: lower(name).
  std::string statement(const std::vector<int>& columns, std::size_t spare,
                        const std::string& case_of = "") const {
    std::vector<int> numbers;
    std::vector<std::string> cells;
    for (const auto& column : specimen_.table().columns) {
      if (column.generated) continue;
      const bool own = contains(columns, column.number);
      if (!own && !specimen_.inserts() && in_another_key(column.number)) {
        if (!column.sequence.empty()) continue;  // counts itself
        numbers.push_back(column.number);
        cells.push_back(fresh_value(column, spare));
      } else if (own || !specimen_.inserts()) {
        numbers.push_back(column.number);
        const std::string copy = "b." + quote_identifier(column.name);
        const bool bent = !case_of.empty() && is_text(column);
        cells.push_back(bent ? case_of + "(" + copy + ")" : copy);
      } else if (const auto cell = specimen_.row(spare).find(column.number);
                 cell != specimen_.row(spare).end()) {
        numbers.push_back(column.number);
        cells.push_back(literal(cell->second) + "::" + column.type_sql);
      }
    }
    return "INSERT INTO " + specimen_.table().sql_name() + " (" + specimen_.column_list(numbers) +
           ") OVERRIDING SYSTEM VALUE SELECT " + join(cells, ", ") + " FROM " +
           specimen_.table().own_rows() + " b WHERE " + concerned() + " OFFSET " +
           std::to_string(spare) + " LIMIT 1";
  }

 private:
  bool is_text(const seed::Column& column) const {
    const std::string& name = laboratory_.schema().type(column.type.type).name;
    return name == "text" || name == "varchar";
  }

  /// Of a row that is copied whole, what another key forbids to repeat must differ.
  bool in_another_key(int number) const {
    const auto refers = [&](const auto& key) { return contains(key.columns, number); };
    return std::ranges::any_of(specimen_.table().keys,
                               [&](const auto& key) {
                                 return key.name != key_.name && contains(key.mentioned, number);
                               }) &&
           std::ranges::none_of(specimen_.table().foreign_keys, refers);
  }

  std::string fresh_value(const seed::Column& column, std::size_t spare) const {
    std::string copy = "b." + quote_identifier(column.name);
    if (!laboratory_.maker.problem(column.type).empty()) return copy;
    seed::Draw draw(laboratory_.options.seed, seed::hash_text(column.name), spare);
    seed::Request request;
    request.ordinal = fresh_ordinals + spare;
    request.distinct = true;
    request.shape = seed::shape_for(column.name);
    request.draw = &draw;
    return literal(laboratory_.maker.make(column.type, request)) + "::" + column.type_sql;
  }

  std::string concerned() const {
    std::vector<std::string> mentioned;
    for (const int number : key_.mentioned) {
      mentioned.push_back("b." + quote_identifier(specimen_.table().column(number)->name));
    }
    const std::string fewest_nulls =
        mentioned.empty() ? "" : "num_nulls(" + join(mentioned, ", ") + "), ";
    return concerns(specimen_, key_) + " ORDER BY " + fewest_nulls + "b.tableoid, b.ctid";
  }

  const Specimen& specimen_;
  const Laboratory& laboratory_;
  const seed::UniqueKey& key_;
};

/// Whether a spare row with these columns from another row can violate no other key than `key`, nor
/// a foreign key.
bool concerns_no_other(const Specimen& specimen, const seed::UniqueKey& key,
                       const std::vector<int>& copied) {
  if (!specimen.inserts() || specimen.size() == 0) return false;
  const auto is_copied = [&](int number) { return contains(copied, number); };
  const auto given = [&](const auto& columns) { return specimen.given_columns(columns); };
  const auto counts_itself = [&](int number) {
    const auto* column = specimen.table().column(number);
    return !column->sequence.empty() && !is_copied(number) && !specimen.row(0).contains(number);
  };
  return std::ranges::all_of(specimen.table().keys,
                             [&](const auto& other) {
                               return other.name == key.name ||
                                      std::ranges::none_of(given(other.mentioned), is_copied) ||
                                      std::ranges::any_of(other.columns, counts_itself);
                             }) &&
         std::ranges::all_of(specimen.table().foreign_keys, [&](const auto& other) {
           const auto columns = given(other.columns);
           return std::ranges::none_of(columns, is_copied) ||
                  std::ranges::all_of(columns, is_copied);
         });
}

/// With the columns of foreign keys, and of checks, that the columns take part in.
std::vector<int> closure(const Specimen& specimen, std::vector<int> columns, bool checks) {
  const auto grow = [&](const std::vector<int>& others) {
    if (std::ranges::none_of(others, [&](int n) { return contains(columns, n); })) return;
    for (const int number : specimen.given_columns(others)) {
      if (!contains(columns, number)) columns.push_back(number);
    }
  };
  for (const auto& key : specimen.table().foreign_keys) grow(key.columns);
  if (!checks) return columns;
  for (const auto& check : specimen.table().checks) grow(check.columns);
  return columns;
}

/// For each key of the table whether a row that it concerns is there.
std::vector<bool> have_rows(const Specimen& specimen, postgres::Session& session) {
  const auto& keys = specimen.table().keys;
  std::vector<std::string> questions;
  for (const auto& key : keys) {
    questions.push_back("EXISTS (SELECT FROM " + specimen.table().own_rows() + " b WHERE " +
                        concerns(specimen, key) + ")");
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
std::vector<Trial> trials_with_two_rows(const Specimen& specimen, const Laboratory& laboratory,
                                        const seed::UniqueKey& key, const std::string& drop) {
  std::vector<Trial> trials;
  if (!specimen.inserts() || specimen.size() < 2) return trials;
  Sought sought{key.name, "NOT (" + concerns(specimen, key) + ")", key.mentioned};
  for (const auto& other : specimen.table().keys) {
    if (other.name == key.name || other.predicate.empty()) continue;
    sought.columns.insert(sought.columns.end(), other.mentioned.begin(), other.mentioned.end());
    sought.others.push_back({"NOT (" + other.predicate + ")", other.mentioned});
  }
  for (const auto& found : find_violations(laboratory, specimen, sought, spares_to_try)) {
    Cells first = specimen.row(found.row);
    for (const auto& [number, cell] : found.changes) first[number] = cell;
    Cells same;
    for (const int number : closure(specimen, specimen.given_columns(key.mentioned), true)) {
      if (first.contains(number)) same[number] = first[number];
    }
    trials.push_back({specimen.write((found.row + 1) % specimen.size(), same), drop,
                      specimen.write(found.row, found.changes)});
  }
  return trials;
}

Target key_target(const Specimen& specimen, const Laboratory& laboratory,
                  const seed::UniqueKey& key, bool has_rows) {
  Target target = specimen.target(kind_of(key), key.name);
  target.sqlstates = {key.exclusion ? "23P01" : "23505"};
  target.constraint = key.name;
  target.any_constraint = specimen.table().partitioned;
  target.may_concern_none = true;
  if (key.has_expressions)
    target.uncertain = "its expressions may be NULL for the rows that were tried";
  const std::string index =
      quote_identifier(specimen.table().schema) + "." + quote_identifier(key.name);
  const std::string drop =
      key.constraint != 0 ? specimen.drop_constraint(key.name) : "DROP INDEX " + index + " CASCADE";
  const Copier copier(specimen, laboratory, key);
  const auto own = specimen.given_columns(key.mentioned);
  const std::vector<std::vector<int>> choices{own, closure(specimen, own, false),
                                              closure(specimen, own, true)};
  const std::size_t spares = std::clamp<std::size_t>(specimen.size(), 1, spares_to_try);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (i > 0 && choices[i] == choices[i - 1]) continue;
    for (std::size_t spare = 0; spare < spares; ++spare) {
      if (specimen.size() == 0) break;
      const bool may_share = key.constraint != 0 && concerns_no_other(specimen, key, choices[i]);
      target.trials.push_back(key.constraint == 0
                                  ? Trial{copier.statement(choices[i], spare), drop, ""}
                                  : specimen.trial(copier.statement(choices[i], spare), key.name,
                                                   Step::keys, may_share));
    }
  }
  if (key.has_expressions) {
    for (const char* case_of : {"upper", "lower"}) {
      target.trials.push_back({copier.statement(own, 0, case_of), drop, ""});
    }
  }
  if (others_may_speak(specimen.table(), key)) {
    std::ranges::move(trials_with_two_rows(specimen, laboratory, key, drop),
                      std::back_inserter(target.trials));
  }
  if (!has_rows) {
    auto trials = trials_with_two_rows(specimen, laboratory, key, drop);
    if (!trials.empty()) target.trials = std::move(trials);
  }
  if (target.trials.empty()) target.obstacle = specimen.obstacle();
  return target;
}

}  // namespace

std::vector<Target> key_targets(const Specimen& specimen, const Laboratory& laboratory) {
  std::vector<Target> targets;
  const auto has_rows = have_rows(specimen, laboratory.session);
  for (std::size_t i = 0; i < has_rows.size(); ++i) {
    targets.push_back(key_target(specimen, laboratory, specimen.table().keys[i], has_rows[i]));
  }
  return targets;
}

}  // namespace pgstair::probe
