// SPDX-License-Identifier: MIT
#include "rows/row_requirement.h"

#include <algorithm>

#include "rows/type_fit.h"
#include "rows/violation_sql.h"
#include "sql/domain_condition.h"
#include "support/text.h"

namespace pgstair::rows {

namespace {

/// "an email", "a phone"
std::string with_article(const std::string& name) {
  constexpr std::string_view vowels = "aeioAEIO";
  const std::size_t first = name.find_first_not_of("\"(");
  const bool is_vowel =
      first != std::string::npos && vowels.find(name[first]) != std::string_view::npos;
  return (is_vowel ? "an " : "a ") + name;
}

using seed::Column;
using seed::Schema;
using seed::Table;
using seed::UniqueKey;

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

RowRequirement requirement_of(const TablePair& pair, RowRequirement::Kind kind,
                              const std::string& name) {
  RowRequirement requirement;
  requirement.kind = kind;
  requirement.table = pair.before.oid;
  requirement.table_name = pair.before.sql_name();
  requirement.key = key_of(pair.before);
  requirement.name = name;
  requirement.object = "constraint " + name + " on " + pair.after.display_name();
  requirement.relation_after = pair.after.name;
  return requirement;
}

class Finder {
 public:
  Finder(postgres::Session& session, const Schema& before, const Schema& after)
      : session_(session), before_(before), after_(after) {}

  std::vector<RowRequirement> run() {
    for (const auto& after : after_.tables) {
      const Table* before = before_.table(after.oid);
      if (before == nullptr || after.foreign || after.partition_root != 0) continue;
      const TablePair pair{*before, after};
      for (const auto& column : after.columns) compare_column(pair, column);
      for (const auto& check : after.checks) compare_check(pair, check);
      for (const auto& key : after.keys) compare_key(pair, key);
      for (const auto& key : after.foreign_keys) compare_foreign_key(pair, key);
    }
    return std::move(found_);
  }

 private:
  void compare_column(const TablePair& pair, const Column& column) {
    const Column* was = pair.before.column(column.number);
    if (column.not_null && (was == nullptr || !was->not_null)) now_not_null(pair, column, was);
    if (was == nullptr) {
      if (column.generated) now_generated(pair, column);
      return;
    }
    if (was->type.type != column.type.type || was->type.typmod != column.type.typmod) {
      other_type(pair, column, *was);
    } else {
      compare_domain(pair, column, *was);
    }
  }

  RowRequirement about_column(const TablePair& pair, RowRequirement::Kind kind,
                              const Column& column) const {
    RowRequirement requirement = requirement_of(pair, kind, column.name);
    requirement.object = "column " + pair.after.display_name() + "." + column.name;
    requirement.column_after = column.name;
    return requirement;
  }

  void now_not_null(const TablePair& pair, const Column& column, const Column* was) {
    RowRequirement requirement = about_column(pair, RowRequirement::Kind::not_null, column);
    if (was == nullptr) {
      const bool fills_itself = !column.default_expression.empty() || !column.sequence.empty() ||
                                column.generated || column.identity_always;
      if (fills_itself) return;
      requirement.sentence = pair.before.display_name() + " has a row that gets no " + column.name;
      found_.push_back(std::move(requirement));
      return;
    }
    requirement.condition = of_row(*was) + " IS NULL";
    requirement.sentence = "a row of " + pair.before.display_name() + " has no " + was->name;
    requirement.assignments = {set(*was, "NULL")};
    found_.push_back(std::move(requirement));
  }

  void other_type(const TablePair& pair, const Column& column, const Column& was) {
    const auto fit = type_fit({before_, was}, {after_, column}, session_.server_version());
    if (!fit) return;
    RowRequirement requirement = about_column(pair, RowRequirement::Kind::type, column);
    requirement.condition = fit->misfit;
    requirement.sentence = "a row of " + pair.before.display_name() + " has " +
                           with_article(was.name) + " that is no " + column.type_sql;
    for (const auto& value : fit->misfits) requirement.assignments.push_back(set(was, value));
    requirement.satisfied_by = set(was, fit->fit);
    found_.push_back(std::move(requirement));
  }

  /// A generated column that is new, which the server computes for each row that is there.
  void now_generated(const TablePair& pair, const Column& column) {
    const auto fit = generated_fit(after_, column);
    const auto columns = pair.old(column.generated_from);
    if (!fit || !columns || pair.renames(column.generated_from)) return;
    const bool as_they_were = std::ranges::all_of(*columns, [&](const Column* was) {
      return pair.after.column(was->number)->type_sql == was->type_sql;
    });
    if (!as_they_were) return;  // the expression is about values that the revision makes
    RowRequirement requirement = about_column(pair, RowRequirement::Kind::type, column);
    requirement.condition = fit->misfit;
    requirement.sentence = "a row of " + pair.before.display_name() + " makes a " + column.name +
                           " that is no " + column.type_sql;
    for (const Column* was : *columns) {
      for (const auto& value : fit->misfits) requirement.assignments.push_back(set(*was, value));
    }
    found_.push_back(std::move(requirement));
  }

  /// A domain that got another condition under the columns that use it.
  void compare_domain(const TablePair& pair, const Column& column, const Column& was) {
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
        RowRequirement requirement = about_column(pair, RowRequirement::Kind::check, column);
        requirement.name = condition.name;
        requirement.object = "constraint " + condition.name + " on " + domain.sql;
        if (const auto asked = sql::with_value(condition.expression, of_row(was)))
          requirement.condition = "NOT (" + *asked + ")";
        requirement.sentence = "a row of " + pair.before.display_name() + " has " +
                               with_article(was.name) + " that violates " + condition.name +
                               " of " + domain.sql;
        requirement.assignments = violate_check(condition.expression, {&was});
        found_.push_back(std::move(requirement));
      }
    }
  }

  void compare_check(const TablePair& pair, const seed::Check& check) {
    const bool is_old = std::ranges::any_of(pair.before.checks, [&](const seed::Check& old) {
      return (old.oid == check.oid || old.condition.expression == check.condition.expression) &&
             old.validated >= check.validated;
    });
    if (is_old || !check.validated) return;
    RowRequirement requirement =
        requirement_of(pair, RowRequirement::Kind::check, check.condition.name);
    requirement.sentence = "a row of " + pair.before.display_name() + " violates " +
                           check.condition.name + " (" + check.condition.expression + ")";
    if (const auto columns = pair.old(check.columns)) {
      const std::string violated = "NOT (" + check.condition.expression + ")";
      requirement.condition = pair.renames(check.columns) ? rows_where(pair, violated) : violated;
      requirement.assignments = violate_check(check.condition.expression, *columns);
    }
    found_.push_back(std::move(requirement));
  }

  void compare_key(const TablePair& pair, const UniqueKey& key) {
    const auto demands_less = [&](const UniqueKey& old) {
      if (old.exclusion != key.exclusion) return false;
      if (old.definition == key.definition) return true;
      const bool within = std::ranges::all_of(
          old.columns, [&](int column) { return std::ranges::count(key.columns, column) != 0; });
      return within && !key.exclusion && old.predicate.empty() && !old.has_expressions &&
             (old.nulls_not_distinct || !key.nulls_not_distinct);
    };
    if (std::ranges::any_of(pair.before.keys, demands_less)) return;
    RowRequirement requirement = requirement_of(
        pair, key.exclusion ? RowRequirement::Kind::exclusion : RowRequirement::Kind::unique,
        key.name);
    if (key.constraint == 0)
      requirement.object = "index " + key.name + " on " + pair.after.display_name();
    requirement.sentence = "two rows of " + pair.before.display_name() +
                           (key.exclusion ? " collide in " : " have the same ") +
                           pair.names(key.mentioned);
    if (const auto columns = pair.old(key.mentioned)) {
      requirement.condition = key.exclusion ? rows_that_collide(session_, pair, key)
                                            : rows_that_repeat(session_, pair, key);
      requirement.assignments = {set_like_another(pair, *columns)};
    }
    found_.push_back(std::move(requirement));
  }

  void compare_foreign_key(const TablePair& pair, const seed::ForeignKey& key) {
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
    RowRequirement requirement = requirement_of(pair, RowRequirement::Kind::foreign_key, key.name);
    requirement.sentence = "a row of " + pair.before.display_name() + " has " +
                           with_article(pair.names(key.columns)) + " that no row of " +
                           parent_name + " has";
    requirement.condition = rows_without_parent(before_, key, *columns);
    requirement.assignments = violate_foreign_key(*columns);
    found_.push_back(std::move(requirement));
  }

  postgres::Session& session_;
  const Schema& before_;
  const Schema& after_;
  std::vector<RowRequirement> found_;
};

}  // namespace

std::vector<RowRequirement> find_row_requirements(postgres::Session& session, const Schema& before,
                                                  const Schema& after) {
  return Finder(session, before, after).run();
}

std::string key_query(const RowRequirement& requirement, unsigned limit) {
  if (requirement.condition.empty()) return {};
  return "SELECT " + requirement.key + " FROM " + requirement.table_name + " AS r WHERE " +
         requirement.condition + (limit == 0 ? "" : " LIMIT " + std::to_string(limit));
}

bool is_refused_by(const RowRequirement& requirement, const postgres::ServerError& error) {
  using Kind = RowRequirement::Kind;
  if (error.sqlstate == "23502") {
    return requirement.kind == Kind::not_null && error.column == requirement.column_after &&
           (error.table.empty() || error.table == requirement.relation_after);
  }
  if (error.sqlstate == "23514") {
    const bool of_domain = error.constraint.empty() && !error.column.empty();
    return requirement.kind == Kind::check && (of_domain ? error.column == requirement.column_after
                                                         : error.constraint == requirement.name);
  }
  if (error.sqlstate == "23505")
    return requirement.kind == Kind::unique && error.constraint == requirement.name;
  if (error.sqlstate == "23503")
    return requirement.kind == Kind::foreign_key && error.constraint == requirement.name;
  if (error.sqlstate == "23P01")
    return requirement.kind == Kind::exclusion && error.constraint == requirement.name;
  return requirement.kind == Kind::type && error.sqlstate.starts_with("22");
}

}  // namespace pgstair::rows
