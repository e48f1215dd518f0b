// SPDX-License-Identifier: MIT
#include "rows/exposure.h"

#include <algorithm>
#include <optional>

#include "rows/type_fit.h"
#include "seed/literals.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::rows {

namespace {

using seed::Column;
using seed::Oid;
using seed::Schema;
using seed::Table;
using seed::UniqueKey;
using sql::quote_identifier;
using sql::quote_literal;

std::string of_row(const Column& column) { return "r." + quote_identifier(column.name); }

/// The columns by which a row is named to a person: the primary key, else where it lies.
std::string key_of(const Table& table) {
  for (const auto& key : table.keys) {
    if (!key.primary) continue;
    std::vector<std::string> names;
    for (const int number : key.columns) names.push_back(of_row(*table.column(number)));
    return join(names, ", ");
  }
  return "r.ctid";
}

/// Where a row lies; in a partitioned table also in which partition.
struct RowId {
  std::string columns;
  std::string of_row;

  explicit RowId(const Table& table)
      : columns(table.partitioned ? "tableoid, ctid" : "ctid"),
        of_row(table.partitioned ? "(r.tableoid, r.ctid)" : "r.ctid") {}
};

/// One table as it was and as it is after the revision.
struct Pair {
  const Table& before;
  const Table& after;

  /// The columns as they were, if all of them were there.
  std::optional<std::vector<const Column*>> old(const std::vector<int>& numbers) const {
    std::vector<const Column*> columns;
    for (const int number : numbers) {
      const Column* column = before.column(number);
      if (column == nullptr) return std::nullopt;
      columns.push_back(column);
    }
    return columns;
  }

  bool renames(const std::vector<int>& numbers) const {
    return std::ranges::any_of(numbers, [&](int number) {
      const Column* was = before.column(number);
      const Column* is = after.column(number);
      return was != nullptr && is != nullptr && was->name != is->name;
    });
  }

  std::string names(const std::vector<int>& numbers) const {
    std::vector<std::string> result;
    for (const int number : numbers) {
      const Column* column = before.column(number);
      if (column == nullptr) column = after.column(number);
      if (column != nullptr) result.push_back(column->name);
    }
    return join(result, ", ");
  }
};

Exposure exposure_of(const Pair& pair, Exposure::Kind kind, const std::string& name) {
  Exposure exposure;
  exposure.kind = kind;
  exposure.table = pair.before.oid;
  exposure.table_name = pair.before.sql_name();
  exposure.key = key_of(pair.before);
  exposure.name = name;
  exposure.object = "constraint " + name + " on " + pair.after.display_name();
  exposure.relation_after = pair.after.name;
  return exposure;
}

/// The table as it was, its columns called as they are after the revision.
std::string with_later_names(const Pair& pair) {
  std::vector<std::string> columns{RowId(pair.before).columns};
  for (const auto& column : pair.before.columns) {
    const Column* is = pair.after.column(column.number);
    const std::string name = quote_identifier(column.name);
    columns.push_back(is == nullptr || is->name == column.name
                          ? name
                          : name + " AS " + quote_identifier(is->name));
  }
  return "(SELECT " + join(columns, ", ") + " FROM " + pair.before.sql_name() + ") AS " +
         quote_identifier(pair.after.name);
}

/// The rows of the table for which `inner`, a condition with the names after the revision, holds.
std::string rows_where(const Pair& pair, const std::string& inner) {
  const RowId id(pair.before);
  return id.of_row + " IN (SELECT " + id.columns + " FROM " + with_later_names(pair) + " WHERE " +
         inner + ")";
}

std::string set(const Column& column, const std::string& expression) {
  return quote_identifier(column.name) + " = " + expression;
}

/// The values of the first other row of the table, for all `columns` alike.
std::string set_like_another(const Pair& pair, const std::vector<const Column*>& columns) {
  std::string given;
  for (const Column* column : columns)
    given += " AND o." + quote_identifier(column->name) + " IS NOT NULL";
  std::vector<std::string> parts;
  for (const Column* column : columns) {
    parts.push_back(set(*column, "(SELECT o." + quote_identifier(column->name) + " FROM " +
                                     pair.before.sql_name() + " o WHERE o.ctid <> r.ctid" + given +
                                     " ORDER BY o.ctid LIMIT 1)"));
  }
  return join(parts, ", ");
}

class Finder {
 public:
  Finder(postgres::Session& session, const Schema& before, const Schema& after)
      : session_(session), before_(before), after_(after) {}

  std::vector<Exposure> run() {
    for (const auto& after : after_.tables) {
      const Table* before = before_.table(after.oid);
      if (before == nullptr || after.foreign || after.partition_root != 0) continue;
      const Pair pair{*before, after};
      for (const auto& column : after.columns) compare_column(pair, column);
      for (const auto& check : after.checks) compare_check(pair, check);
      for (const auto& key : after.keys) compare_key(pair, key);
      for (const auto& key : after.foreign_keys) compare_foreign_key(pair, key);
    }
    return std::move(found_);
  }

 private:
  void compare_column(const Pair& pair, const Column& column) {
    const Column* was = pair.before.column(column.number);
    if (column.not_null && (was == nullptr || !was->not_null)) now_not_null(pair, column, was);
    if (was == nullptr) return;
    if (was->type.type != column.type.type || was->type.typmod != column.type.typmod) {
      other_type(pair, column, *was);
    } else {
      compare_domain(pair, column, *was);
    }
  }

  Exposure about_column(const Pair& pair, Exposure::Kind kind, const Column& column) const {
    Exposure exposure = exposure_of(pair, kind, column.name);
    exposure.object = "column " + pair.after.display_name() + "." + column.name;
    exposure.column_after = column.name;
    return exposure;
  }

  void now_not_null(const Pair& pair, const Column& column, const Column* was) {
    Exposure exposure = about_column(pair, Exposure::Kind::not_null, column);
    if (was == nullptr) {
      const bool fills_itself = !column.default_expression.empty() || !column.sequence.empty() ||
                                column.generated || column.identity_always;
      if (fills_itself) return;
      exposure.sentence = pair.before.display_name() + " has a row that gets no " + column.name;
      found_.push_back(std::move(exposure));
      return;
    }
    exposure.condition = of_row(*was) + " IS NULL";
    exposure.sentence = "a row of " + pair.before.display_name() + " has no " + was->name;
    exposure.aims = {set(*was, "NULL")};
    found_.push_back(std::move(exposure));
  }

  void other_type(const Pair& pair, const Column& column, const Column& was) {
    const auto fit = type_fit({before_, was}, {after_, column}, session_.server_version());
    if (!fit) return;
    Exposure exposure = about_column(pair, Exposure::Kind::type, column);
    exposure.condition = fit->misfit;
    exposure.sentence = "a row of " + pair.before.display_name() + " has a " + was.name +
                        " that is no " + column.type_sql;
    for (const auto& value : fit->misfits) exposure.aims.push_back(set(was, value));
    found_.push_back(std::move(exposure));
  }

  /// A domain that got another condition under the columns that use it.
  void compare_domain(const Pair& pair, const Column& column, const Column& was) {
    for (auto use = column.type; after_.type(use.type).kind == seed::TypeKind::domain;
         use = after_.type(use.type).part) {
      const seed::Type& domain = after_.type(use.type);
      const auto known = before_.types.find(use.type);
      if (known == before_.types.end()) return;
      if (domain.not_null && !known->second.not_null) now_not_null(pair, column, &was);
      for (const auto& condition : domain.conditions) {
        const bool is_old = std::ranges::any_of(known->second.conditions, [&](const auto& old) {
          return old.expression == condition.expression;
        });
        if (is_old) continue;
        Exposure exposure = about_column(pair, Exposure::Kind::check, column);
        exposure.name = condition.name;
        exposure.object = "constraint " + condition.name + " on " + domain.sql;
        exposure.condition = "NOT (" + with_value(condition.expression, of_row(was)) + ")";
        exposure.sentence = "a row of " + pair.before.display_name() + " has a " + was.name +
                            " that violates " + condition.name + " of " + domain.sql;
        add_check_aims(condition.expression, {&was}, exposure);
        found_.push_back(std::move(exposure));
      }
    }
  }

  /// A domain's condition about VALUE as one about a column.
  static std::string with_value(const std::string& expression, const std::string& column) {
    std::string result;
    bool quoted = false;
    for (std::size_t i = 0; i < expression.size();) {
      if (expression[i] == '\'') quoted = !quoted;
      if (!quoted && expression.compare(i, 5, "VALUE") == 0) {
        result += column;
        i += 5;
      } else {
        result += expression[i++];
      }
    }
    return result;
  }

  void compare_check(const Pair& pair, const seed::Check& check) {
    const bool is_old = std::ranges::any_of(pair.before.checks, [&](const seed::Check& old) {
      return (old.oid == check.oid || old.condition.expression == check.condition.expression) &&
             old.validated >= check.validated;
    });
    if (is_old || !check.validated) return;
    Exposure exposure = exposure_of(pair, Exposure::Kind::check, check.condition.name);
    exposure.sentence = "a row of " + pair.before.display_name() + " violates " +
                        check.condition.name + " (" + check.condition.expression + ")";
    if (const auto columns = pair.old(check.columns)) {
      const std::string violated = "NOT (" + check.condition.expression + ")";
      exposure.condition = pair.renames(check.columns) ? rows_where(pair, violated) : violated;
      add_check_aims(check.condition.expression, *columns, exposure);
    }
    found_.push_back(std::move(exposure));
  }

  /// The constants of the condition and what lies beside them, for each column that it mentions.
  static void add_check_aims(const std::string& expression,
                             const std::vector<const Column*>& columns, Exposure& exposure) {
    const auto literals = seed::literals_of(expression);
    std::vector<std::string> values{"NULL", "''", "'pgstair'", "-1", "0", "'2147483647'"};
    for (const auto& number : literals.numbers) {
      values.push_back("(" + number + ") + 1");
      values.push_back("(" + number + ") - 1");
      values.push_back("repeat('x', greatest(0, least(100000, (" + number + ")::int)) + 1)");
    }
    for (const auto& text : literals.texts) values.push_back(quote_literal(text));
    for (const Column* column : columns) {
      for (const auto& value : values) exposure.aims.push_back(set(*column, value));
    }
    constexpr std::size_t most = 60;
    if (exposure.aims.size() > most) exposure.aims.resize(most);
  }

  void compare_key(const Pair& pair, const UniqueKey& key) {
    const auto demands_less = [&](const UniqueKey& old) {
      if (old.exclusion != key.exclusion) return false;
      if (old.name == key.name || old.definition == key.definition) return true;
      const bool within = std::ranges::all_of(
          old.columns, [&](int column) { return std::ranges::count(key.columns, column) != 0; });
      return within && !key.exclusion && old.predicate.empty() && !old.has_expressions &&
             (old.nulls_not_distinct || !key.nulls_not_distinct);
    };
    if (std::ranges::any_of(pair.before.keys, demands_less)) return;
    Exposure exposure = exposure_of(
        pair, key.exclusion ? Exposure::Kind::exclusion : Exposure::Kind::unique, key.name);
    if (key.constraint == 0)
      exposure.object = "index " + key.name + " on " + pair.after.display_name();
    exposure.sentence = "two rows of " + pair.before.display_name() +
                        (key.exclusion ? " collide in " : " have the same ") +
                        pair.names(key.mentioned);
    if (const auto columns = pair.old(key.mentioned)) {
      exposure.condition = key.exclusion ? collides(pair, key) : repeats(pair, key);
      exposure.aims = {set_like_another(pair, *columns)};
    }
    found_.push_back(std::move(exposure));
  }

  std::string index_name(const Pair& pair, const UniqueKey& key) const {
    return quote_literal(quote_identifier(pair.after.schema) + "." + quote_identifier(key.name)) +
           "::regclass";
  }

  /// Rows that have the key of another one, but for the first of them.
  std::string repeats(const Pair& pair, const UniqueKey& key) {
    const auto parts = session_.execute(
        "SELECT pg_get_indexdef(i.indexrelid, place, false) FROM pg_index i, "
        "generate_series(1, i.indnkeyatts) AS place WHERE i.indexrelid = " +
        index_name(pair, key) + " ORDER BY place");
    std::vector<std::string> expressions;
    for (std::size_t row = 0; row < parts.size(); ++row) expressions.push_back(parts.text(row, 0));
    std::vector<std::string> wanted;
    if (!key.predicate.empty()) wanted.push_back("(" + key.predicate + ")");
    if (!key.nulls_not_distinct) {
      for (const auto& expression : expressions)
        wanted.push_back("(" + expression + ") IS NOT NULL");
    }
    const RowId id(pair.before);
    const std::string source =
        pair.renames(key.mentioned) ? with_later_names(pair) : pair.before.sql_name();
    return id.of_row + " IN (SELECT " + id.columns + " FROM (SELECT " + id.columns +
           ", row_number() OVER (PARTITION BY " + join(expressions, ", ") + " ORDER BY " +
           id.columns + ") AS place FROM " + source +
           (wanted.empty() ? "" : " WHERE " + join(wanted, " AND ")) +
           ") AS numbered WHERE place > 1)";
  }

  /// Rows that collide with an earlier one; nothing if expressions are compared.
  std::string collides(const Pair& pair, const UniqueKey& key) {
    if (key.has_expressions || key.constraint == 0) return {};
    const auto parts = session_.execute(
        "SELECT k.attnum, format('OPERATOR(%I.%s)', n.nspname, o.oprname) "
        "FROM pg_constraint c, unnest(c.conkey, c.conexclop) AS k(attnum, operator) "
        "JOIN pg_operator o ON o.oid = k.operator JOIN pg_namespace n ON n.oid = o.oprnamespace "
        "WHERE c.oid = " +
        std::to_string(key.constraint));
    std::string condition = "EXISTS (SELECT FROM " + pair.before.sql_name() + " AS o WHERE " +
                            replace_all(RowId(pair.before).of_row, "r.", "o.") + " < " +
                            RowId(pair.before).of_row;
    for (std::size_t row = 0; row < parts.size(); ++row) {
      const Column* column = pair.before.column(std::stoi(parts.text(row, 0)));
      if (column == nullptr) return {};
      const std::string name = quote_identifier(column->name);
      condition += " AND o." + name + " " + parts.text(row, 1) + " r." + name;
    }
    if (!key.predicate.empty()) return {};  // it would have to hold for both
    return condition + ")";
  }

  void compare_foreign_key(const Pair& pair, const seed::ForeignKey& key) {
    const bool is_old =
        std::ranges::any_of(pair.before.foreign_keys, [&](const seed::ForeignKey& old) {
          const bool same =
              old.oid == key.oid || (old.parent == key.parent && old.columns == key.columns &&
                                     old.parent_columns == key.parent_columns);
          return same && old.validated >= key.validated;
        });
    const auto columns = pair.old(key.columns);
    if (is_old || !key.validated || !columns) return;
    const Table* is = after_.table(key.parent);
    const std::string parent_name = is == nullptr ? "its parent" : is->display_name();
    Exposure exposure = exposure_of(pair, Exposure::Kind::foreign_key, key.name);
    exposure.sentence = "a row of " + pair.before.display_name() + " has a " +
                        pair.names(key.columns) + " that no row of " + parent_name + " has";
    exposure.condition = refers_to_nothing(key, *columns);
    exposure.aims = foreign_aims(*columns);
    found_.push_back(std::move(exposure));
  }

  std::string refers_to_nothing(const seed::ForeignKey& key,
                                const std::vector<const Column*>& columns) const {
    const Table* parent = before_.table(key.parent);
    if (parent == nullptr) return {};
    std::vector<std::string> given;
    std::vector<std::string> equal;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Column* referred = parent->column(key.parent_columns[i]);
      if (referred == nullptr) return {};
      given.push_back(of_row(*columns[i]) + " IS NOT NULL");
      equal.push_back("p." + quote_identifier(referred->name) + " = " + of_row(*columns[i]));
    }
    const std::string missing = join(given, " AND ") + " AND NOT EXISTS (SELECT FROM " +
                                parent->sql_name() + " AS p WHERE " + join(equal, " AND ") + ")";
    if (!key.match_full || columns.size() < 2) return missing;
    std::vector<std::string> null;
    for (const Column* column : columns) null.push_back(of_row(*column) + " IS NULL");
    return missing + " OR (" + join(null, " OR ") + ") AND NOT (" + join(null, " AND ") + ")";
  }

  std::vector<std::string> foreign_aims(const std::vector<const Column*>& columns) const {
    std::vector<std::string> aims;
    for (const char* value : {"2147483000", "32000", "'no such row'", "'x'", "'1901-02-03'",
                              "'00000000-0000-4000-8000-000000000000'"}) {
      for (const Column* column : columns) aims.push_back(set(*column, value));
    }
    return aims;
  }

  postgres::Session& session_;
  const Schema& before_;
  const Schema& after_;
  std::vector<Exposure> found_;
};

}  // namespace

std::vector<Exposure> find_exposures(postgres::Session& session, const Schema& before,
                                     const Schema& after) {
  return Finder(session, before, after).run();
}

std::string key_query(const Exposure& exposure, unsigned limit) {
  if (exposure.condition.empty()) return {};
  return "SELECT " + exposure.key + " FROM " + exposure.table_name + " AS r WHERE " +
         exposure.condition + (limit == 0 ? "" : " LIMIT " + std::to_string(limit));
}

bool is_refused_by(const Exposure& exposure, const postgres::ServerError& error) {
  using Kind = Exposure::Kind;
  if (error.sqlstate == "23502") {
    return exposure.kind == Kind::not_null && error.column == exposure.column_after &&
           (error.table.empty() || error.table == exposure.relation_after);
  }
  if (error.sqlstate == "23514") {
    const bool of_domain = error.constraint.empty() && !error.column.empty();
    return exposure.kind == Kind::check &&
           (of_domain ? error.column == exposure.column_after : error.constraint == exposure.name);
  }
  if (error.sqlstate == "23505")
    return exposure.kind == Kind::unique && error.constraint == exposure.name;
  if (error.sqlstate == "23503")
    return exposure.kind == Kind::foreign_key && error.constraint == exposure.name;
  if (error.sqlstate == "23P01")
    return exposure.kind == Kind::exclusion && error.constraint == exposure.name;
  return exposure.kind == Kind::type && error.sqlstate.starts_with("22");
}

}  // namespace pgstair::rows
