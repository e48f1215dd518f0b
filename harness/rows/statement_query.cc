// SPDX-License-Identifier: MIT
#include "rows/statement_query.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/data_statement.h"
#include "sql/script.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::rows {

namespace {

using Kind = sql::DataStatement::Kind;

constexpr std::string_view not_null_violation = "23502";
constexpr std::string_view foreign_key_violation = "23503";
constexpr std::string_view unique_violation = "23505";
constexpr std::string_view check_violation = "23514";
constexpr std::string_view restrict_violation = "23001";
constexpr std::string_view wrong_name = "42";  // the class: no such column, table, function …

const seed::Table* table_named(const seed::Schema& schema, const std::string& of_schema,
                               const std::string& name) {
  const auto found = std::ranges::find_if(schema.tables, [&](const seed::Table& table) {
    return table.schema == of_schema && table.name == name;
  });
  return found == schema.tables.end() ? nullptr : &*found;
}

std::string conjunction(const std::vector<std::string>& conditions) {
  return join(conditions, " AND ");
}

/// Makes the query of one statement that failed for one constraint.
class Derivation {
 public:
  Derivation(const sql::DataStatement& statement, const postgres::ServerError& error,
             const seed::Schema& before, const seed::Schema& after)
      : statement_(statement), error_(error), before_(before), after_(after) {
    // The table of the error, by its columns before the script where it was there.
    table_ = table_named(before, error.schema, error.table);
    described_ = table_ != nullptr ? table_ : table_named(after, error.schema, error.table);
  }

  /// Empty if there is none.
  std::string run() {
    if (described_ == nullptr) return "";
    const bool of_parent =
        error_.sqlstate == restrict_violation || (error_.sqlstate == foreign_key_violation &&
                                                  error_.message.starts_with("update or delete"));
    if (of_parent) return still_referred_to();
    if (statement_.kind == Kind::remove || !writes(error_.table)) return "";
    if (error_.sqlstate == not_null_violation) return without_value();
    if (error_.sqlstate == check_violation) return against_check();
    if (error_.sqlstate == foreign_key_violation) return without_parent();
    if (error_.sqlstate == unique_violation) return repeated();
    return "";
  }

 private:
  bool writes(const std::string& table) const { return statement_.table.name == table; }

  /// The key of a row of the statement's table, as one text.
  std::string label() const {
    const seed::Table* table = table_named(before_, error_.schema, statement_.table.name);
    std::vector<std::string> names;
    for (const auto& key : table == nullptr ? std::vector<seed::UniqueKey>{} : table->keys) {
      if (!key.primary) continue;
      for (const int number : key.columns)
        names.push_back(statement_.alias + "." +
                        sql::quote_identifier(table->column(number)->name));
    }
    if (names.empty()) return statement_.alias + ".ctid";
    return names.size() == 1 ? names.front() : "concat_ws(', ', " + join(names, ", ") + ")";
  }

  std::string where(const std::vector<std::string>& further) const {
    std::vector<std::string> all;
    if (!statement_.condition.empty()) all.push_back("(" + statement_.condition + ")");
    all.insert(all.end(), further.begin(), further.end());
    return all.empty() ? "" : " WHERE " + conjunction(all);
  }

  /// With its schema, whatever the search path is where the query is put.
  std::string aliased_table() const {
    sql::DataStatement qualified = statement_;
    if (qualified.table.schema.empty() &&
        table_named(before_, error_.schema, statement_.table.name) != nullptr) {
      qualified.table.schema = error_.schema;
    }
    return qualified.aliased_table();
  }

  std::string from() const {
    return " FROM " + aliased_table() +
           (statement_.sources.empty() ? "" : ", " + statement_.sources);
  }

  const std::string* assigned(const std::string& column) const {
    for (const auto& [name, expression] : statement_.assignments) {
      if (name == column) return &expression;
    }
    return nullptr;
  }

  /// The columns that an INSERT gives values for; none if that is not said.
  std::vector<std::string> inserted() const {
    if (!statement_.columns.empty() || statement_.values == 0) return statement_.columns;
    std::vector<std::string> names;
    for (const auto& column : described_->columns) {
      if (names.size() < statement_.values) names.push_back(column.name);
    }
    return names;
  }

  bool inserts(const std::string& column) const { return contains(inserted(), column); }

  /// The value that is inserted, `v`'s, in the type that the column gives it.
  std::string typed(const std::string& column) const {
    const auto found = std::ranges::find(described_->columns, column, &seed::Column::name);
    return "v." + sql::quote_identifier(column) +
           (found == described_->columns.end() ? "" : "::" + found->type_sql);
  }

  /// The rows as the statement would make them, with these columns, as `r`; nothing if it is not
  /// known what one of them would hold.
  std::optional<std::string> new_rows(const std::vector<std::string>& columns) const {
    if (statement_.kind == Kind::insert) {
      if (!std::ranges::all_of(columns, [&](const auto& name) { return inserts(name); }))
        return std::nullopt;
      std::vector<std::string> names;
      std::vector<std::string> values;
      for (const auto& name : inserted()) {
        names.push_back(sql::quote_identifier(name));
        values.push_back(typed(name) + " AS " + names.back());
      }
      return "SELECT " + join(values, ", ") + ", 'a row that it " +
             (statement_.values > 0 ? "inserts" : "selects") + "' AS pgstair_row FROM (" +
             statement_.select + ") AS v(" + join(names, ", ") + ")";
    }
    std::string cells = label() + "::text AS pgstair_row";
    for (const auto& name : columns) {
      const std::string quoted = sql::quote_identifier(name);
      const std::string* expression = assigned(name);
      cells += ", " +
               (expression != nullptr ? "(" + *expression + ")" : statement_.alias + "." + quoted) +
               " AS " + quoted;
    }
    return "SELECT " + cells + from() + where({});
  }

  std::string query_on(const std::vector<std::string>& columns,
                       const std::string& condition) const {
    const auto rows = new_rows(columns);
    if (!rows) return "";
    return "SELECT r.pgstair_row FROM (" + *rows + ") AS r WHERE " + condition;
  }

  std::string without_value() const {
    const std::string& column = error_.column;
    if (statement_.kind == Kind::insert) {
      if (!inserts(column)) return "";
      return query_on({column}, "r." + sql::quote_identifier(column) + " IS NULL");
    }
    const std::string* expression = assigned(column);
    if (expression == nullptr) return "";
    return "SELECT " + label() + from() + where({"(" + *expression + ") IS NULL"});
  }

  std::vector<std::string> names_of(const seed::Table& table,
                                    const std::vector<int>& numbers) const {
    std::vector<std::string> names;
    for (const int number : numbers) names.push_back(table.column(number)->name);
    return names;
  }

  std::string against_check() const {
    for (const seed::Schema* schema : {&before_, &after_}) {
      const seed::Table* table = table_named(*schema, error_.schema, error_.table);
      if (table == nullptr) continue;
      for (const auto& check : table->checks) {
        if (check.condition.name == error_.constraint)
          return query_on(names_of(*table, check.columns),
                          "NOT (" + check.condition.expression + ")");
      }
    }
    return "";
  }

  /// The foreign key that the error names, with the schema it was found in.
  std::pair<const seed::Schema*, const seed::ForeignKey*> foreign_key() const {
    for (const seed::Schema* schema : {&before_, &after_}) {
      const seed::Table* table = table_named(*schema, error_.schema, error_.table);
      if (table == nullptr) continue;
      const auto found =
          std::ranges::find(table->foreign_keys, error_.constraint, &seed::ForeignKey::name);
      if (found != table->foreign_keys.end()) return {schema, &*found};
    }
    return {nullptr, nullptr};
  }

  std::string without_parent() const {
    const auto [schema, key] = foreign_key();
    const seed::Table* parent = key == nullptr ? nullptr : schema->table(key->parent);
    if (parent == nullptr || key->match_full) return "";
    const seed::Table& child = *table_named(*schema, error_.schema, error_.table);
    std::vector<std::string> conditions;
    std::vector<std::string> equal;
    for (std::size_t i = 0; i < key->columns.size(); ++i) {
      const std::string column = "r." + sql::quote_identifier(child.column(key->columns[i])->name);
      conditions.push_back(column + " IS NOT NULL");
      equal.push_back("p." + sql::quote_identifier(parent->column(key->parent_columns[i])->name) +
                      " = " + column);
    }
    conditions.push_back("NOT EXISTS (SELECT FROM " + parent->sql_name() + " AS p WHERE " +
                         conjunction(equal) + ")");
    return query_on(names_of(child, key->columns), conjunction(conditions));
  }

  /// Rows that a DELETE takes away although others refer to them.
  std::string still_referred_to() const {
    const auto [schema, key] = foreign_key();
    const seed::Table* parent = key == nullptr ? nullptr : schema->table(key->parent);
    if (parent == nullptr || statement_.kind != Kind::remove || !writes(parent->name)) return "";
    const seed::Table& child = *table_named(*schema, error_.schema, error_.table);
    std::vector<std::string> equal;
    for (std::size_t i = 0; i < key->columns.size(); ++i) {
      equal.push_back("pgstair_child." +
                      sql::quote_identifier(child.column(key->columns[i])->name) + " = " +
                      statement_.alias + "." +
                      sql::quote_identifier(parent->column(key->parent_columns[i])->name));
    }
    return "SELECT " + label() + from() +
           where({"EXISTS (SELECT FROM " + child.sql_name() + " AS pgstair_child WHERE " +
                  conjunction(equal) + ")"});
  }

  /// Whether the query can tell two rows with the same key.
  static bool is_told_by_columns(const seed::UniqueKey& key) {
    return !key.has_expressions && key.predicate.empty() && !key.exclusion;
  }

  std::string repeated() const {
    const auto key = std::ranges::find(described_->keys, error_.constraint, &seed::UniqueKey::name);
    if (key == described_->keys.end() || !is_told_by_columns(*key)) return "";
    return statement_.values > 0 && table_ != nullptr ? met_by_values() : repeating(*key);
  }

  /// Rows that have a key of one that is inserted. The server names one key; a row that is there
  /// may have another.
  std::string met_by_values() const {
    std::vector<std::string> names;
    for (const auto& name : inserted()) names.push_back(sql::quote_identifier(name));
    std::vector<std::string> alternatives;
    for (const auto& key : table_->keys) {
      const auto columns = names_of(*table_, key.columns);
      if (!is_told_by_columns(key) ||
          !std::ranges::all_of(columns, [&](const auto& name) { return inserts(name); })) {
        continue;
      }
      std::vector<std::string> equal;
      for (const auto& name : columns) {
        equal.push_back(statement_.alias + "." + sql::quote_identifier(name) +
                        (key.nulls_not_distinct ? " IS NOT DISTINCT FROM " : " = ") + typed(name));
      }
      alternatives.push_back(conjunction(equal));
    }
    if (alternatives.empty()) return "";
    return "SELECT " + label() + " FROM " + aliased_table() + ", (" + statement_.select +
           ") AS v(" + join(names, ", ") + ") WHERE " + join(alternatives, " OR ");
  }

  /// Rows that would have the same values of this key as another one, made or left as it is.
  std::string repeating(const seed::UniqueKey& key) const {
    if (!statement_.sources.empty()) return "";
    const auto names = names_of(*described_, key.columns);
    const auto made = new_rows(names);
    if (!made) return "";
    std::vector<std::string> quoted;
    std::vector<std::string> given;
    for (const auto& name : names) {
      quoted.push_back(sql::quote_identifier(name));
      if (!key.nulls_not_distinct) given.push_back("r." + quoted.back() + " IS NOT NULL");
    }
    const std::string columns = join(quoted, ", ");
    std::string rows = "SELECT pgstair_row, " + columns + " FROM (" + *made + ") AS made";
    if (table_ != nullptr && (statement_.kind == Kind::insert || !statement_.condition.empty())) {
      const bool all = statement_.kind == Kind::insert;
      rows += " UNION ALL SELECT " + label() + "::text, " + columns + " FROM " + aliased_table() +
              (all ? "" : " WHERE (" + statement_.condition + ") IS NOT TRUE");
    }
    return "SELECT q.pgstair_row FROM (SELECT r.*, count(*) OVER (PARTITION BY " + columns +
           ") AS pgstair_times FROM (" + rows + ") AS r" +
           (given.empty() ? "" : " WHERE " + conjunction(given)) + ") AS q WHERE pgstair_times > 1";
  }

  const sql::DataStatement& statement_;
  const postgres::ServerError& error_;
  const seed::Schema& before_;
  const seed::Schema& after_;
  const seed::Table* table_ = nullptr;
  const seed::Table* described_ = nullptr;
};

/// What the server says to the query: nothing if it finds a row.
std::string objection(postgres::Session& session, const std::string& query) {
  session.execute("SAVEPOINT pgstair_question");
  const auto outcome = session.try_execute("SELECT EXISTS (" + query + ")");
  session.execute("ROLLBACK TO SAVEPOINT pgstair_question; RELEASE SAVEPOINT pgstair_question");
  if (postgres::failure(outcome) != nullptr)
    return "the statement reads what earlier ones of the script make";
  if (std::get<postgres::Done>(outcome).rows.text(0, 0) == "t") return "";
  return "before the script there is no such row: earlier statements of it, or a trigger, make one";
}

bool is_of_constraint(const postgres::ServerError& error) {
  for (const auto state : {not_null_violation, foreign_key_violation, unique_violation,
                           check_violation, restrict_violation}) {
    if (error.sqlstate == state) return true;
  }
  return false;
}

}  // namespace

StatementQuery query_before(postgres::Session& session, const walk::StepFailure& failure,
                            const seed::Schema& before, const seed::Schema& after) {
  if (failure.kind != walk::StepFailure::Kind::statement)
    return {"", "no single statement has failed"};
  const auto statement = sql::read_data_statement(failure.statement);
  if (!statement) return {"", "it is not a plain UPDATE, INSERT or DELETE that fails"};
  if (failure.error.sqlstate.starts_with(wrong_name) && !failure.error.context.empty())
    return {"", "code that the statement runs is wrong, whatever the row holds"};
  if (!is_of_constraint(failure.error))
    return {"", "no constraint refused a row: a value in an expression of the statement did"};
  const std::string query = Derivation(*statement, failure.error, before, after).run();
  if (query.empty())
    return {"", "the statement does not tell what the rows hold that the constraint refused"};
  const std::string none_for = objection(session, query);
  return none_for.empty() ? StatementQuery{query, ""} : StatementQuery{"", none_for};
}

}  // namespace pgstair::rows
