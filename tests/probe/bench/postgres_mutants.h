// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "postgres/session.h"
#include "seed/conditions/literals.h"
#include "seed/schema/schema.h"
#include "sql/script.h"

namespace pgstair::probe {

struct Mutant {
  std::string name;
  std::string ddl;
};

/// Changes that only Postgres' own kinds of constraints know, and triggers. Not among them: NOT
/// VALID, which changes nothing for new rows, so that no row can tell it, and a label added to an
/// enum, which cannot be used in the transaction that adds it: probe_mutation adds those in one of
/// its own.
class PostgresMutator {
 public:
  PostgresMutator(postgres::Session& session, const seed::Table& table, const seed::Schema& schema)
      : session_(session), table_(table), schema_(schema) {}

  std::vector<Mutant> run() {
    for (const auto& key : table_.keys) mutate(key);
    for (const auto& key : table_.foreign_keys) mutate(key);
    for (const auto& check : table_.checks) mutate(check);
    for (const auto& column : table_.columns) mutate(column);
    mutate_policies();
    mutate_partitions();
    mutate_triggers();
    if (!table_.foreign_keys.empty()) {
      add("triggers of constraints disabled", alter() + "DISABLE TRIGGER ALL");
    }
    return std::move(mutants_);
  }

 private:
  static std::string quoted(const std::string& name) { return sql::quote_identifier(name); }
  std::string alter() const { return "ALTER TABLE " + table_.sql_name() + " "; }
  void add(const std::string& name, const std::string& ddl) { mutants_.push_back({name, ddl}); }

  void mutate(const seed::UniqueKey& key) {
    const std::string drop = key.constraint != 0
                                 ? alter() + "DROP CONSTRAINT " + quoted(key.name) + " CASCADE"
                                 : "DROP INDEX " + quoted(table_.schema) + "." + quoted(key.name);
    if (key.exclusion) return add("EXCLUDE dropped " + key.name, drop);
    if (key.constraint == 0) add("unique index dropped " + key.name, drop);
    if (const auto where = key.definition.rfind(" WHERE "); !key.predicate.empty()) {
      const std::string all = key.definition.substr(0, where);
      add("predicate dropped " + key.name, drop + "; " + all);
      add("predicate negated " + key.name,
          drop + "; " + all + " WHERE NOT (" + key.predicate + ")");
    }
    if (key.primary || key.nulls_not_distinct) return;
    const auto place = key.definition.rfind(" WHERE ");
    std::string indistinct = key.definition;
    indistinct.insert(place == std::string::npos ? indistinct.size() : place,
                      " NULLS NOT DISTINCT");
    bool nullable = false;
    for (const int number : key.columns) nullable |= !table_.column(number)->not_null;
    if (nullable) add("NULLS NOT DISTINCT " + key.name, drop + "; " + indistinct);
  }

  void mutate(const seed::ForeignKey& key) {
    const auto definition =
        session_.execute("SELECT pg_get_constraintdef(" + std::to_string(key.oid) + ")");
    std::string text = definition.text(0, 0);
    const std::string replace = alter() + "DROP CONSTRAINT " + quoted(key.name) + "; " + alter() +
                                "ADD CONSTRAINT " + quoted(key.name) + " ";
    for (const std::string action :
         {" ON DELETE CASCADE", " ON DELETE SET NULL", " ON DELETE RESTRICT"}) {
      if (const auto at = text.find(action); at != std::string::npos) {
        text.erase(at, action.size());
        if (action != " ON DELETE RESTRICT") add("ON DELETE forbids " + key.name, replace + text);
      }
    }
    if (key.forbids_delete) {
      add("ON DELETE cascades " + key.name, replace + with_action(text, " ON DELETE CASCADE"));
    }
    const std::string whole = definition.text(0, 0);
    if (whole.find(" ON UPDATE ") == std::string::npos) {  // NO ACTION is not written
      add("ON UPDATE cascades " + key.name, replace + with_action(whole, " ON UPDATE CASCADE"));
    }
  }

  static std::string with_action(std::string definition, const std::string& action) {
    const auto end = definition.find(" DEFERRABLE");
    definition.insert(end == std::string::npos ? definition.size() : end, action);
    return definition;
  }

  void mutate(const seed::Check& check) {
    const std::string& text = check.condition.expression;
    const auto replaced = [&](const std::string& what, const std::string& expression) {
      add(what + " in " + check.condition.name,
          alter() + "DROP CONSTRAINT " + quoted(check.condition.name) + "; " + alter() +
              "ADD CONSTRAINT " + quoted(check.condition.name) + " CHECK (" + expression + ")");
    };
    for (const auto& [from, to] :
         {std::pair<std::string, std::string>{" AND ", " OR "}, {" OR ", " AND "}}) {
      for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + 1)) {
        replaced("connective", std::string(text).replace(at, from.size(), to));
      }
    }
    for (const auto& number : seed::literals_of(text).numbers) {
      if (number.size() > 9 || number.find('.') != std::string::npos) continue;
      const auto at = text.find(number);
      for (const int step : {-1, 1}) {
        if (at == std::string::npos) continue;
        replaced("constant", std::string(text).replace(at, number.size(),
                                                       std::to_string(std::stoll(number) + step)));
      }
    }
  }

  void mutate(const seed::Column& column) {
    const std::string name = quoted(column.name);
    if (column.generated) {
      return add("expression dropped " + column.name,
                 alter() + "ALTER COLUMN " + name + " DROP EXPRESSION");
    }
    if (column.identity_always) {
      add("identity by default " + column.name,
          alter() + "ALTER COLUMN " + name + " SET GENERATED BY DEFAULT");
    }
    const seed::Type& type = schema_.type(column.type.type);
    const int given = column.type.typmod - 4;
    if ((type.name == "varchar" || type.name == "bpchar") && given > 0) {
      for (const int step : {-1, 1}) {
        if (given + step < 1) continue;
        add("length changed " + column.name, alter() + "ALTER COLUMN " + name + " TYPE " +
                                                 (type.name == "varchar" ? "varchar(" : "char(") +
                                                 std::to_string(given + step) + ")");
      }
    } else if (type.name == "numeric" && given > 0) {
      const int precision = (given >> 16) & 0xffff;
      add("precision widened " + column.name, alter() + "ALTER COLUMN " + name + " TYPE numeric(" +
                                                  std::to_string(precision + 1) + "," +
                                                  std::to_string(given & 0x7ff) + ")");
    } else if (type.kind == seed::TypeKind::enumeration) {
      for (const auto& label : type.labels) {
        add("label renamed " + column.name + " " + label,
            "ALTER TYPE " + type.sql + " RENAME VALUE " + sql::quote_literal(label) +
                " TO 'another label'");
      }
    } else if (type.kind == seed::TypeKind::domain) {
      for (const auto& condition : type.conditions) {
        add("domain check dropped " + column.name + " " + condition.name,
            "ALTER DOMAIN " + type.sql + " DROP CONSTRAINT " + quoted(condition.name));
      }
      if (type.not_null) {
        add("domain NOT NULL dropped " + column.name,
            "ALTER DOMAIN " + type.sql + " DROP NOT NULL");
      }
    }
  }

  void mutate_policies() {
    const auto policies = session_.execute(
        "SELECT polname, polcmd, polwithcheck IS NOT NULL FROM pg_policy JOIN pg_class c ON c.oid "
        "= "
        "polrelid WHERE relrowsecurity AND polrelid = " +
        std::to_string(table_.oid));
    for (std::size_t row = 0; row < policies.size(); ++row) {
      const std::string on = quoted(policies.text(row, 0)) + " ON " + table_.sql_name();
      add("policy dropped " + policies.text(row, 0), "DROP POLICY " + on);
      if (policies.text(row, 2) == "t") {
        add("policy opened " + policies.text(row, 0), "ALTER POLICY " + on + " WITH CHECK (true)");
      }
    }
    if (policies.size() != 0) add("row security disabled", alter() + "DISABLE ROW LEVEL SECURITY");
  }

  /// Those that may refuse a row, or leave it out; one that only fills in values enforces nothing.
  void mutate_triggers() {
    const auto triggers = session_.execute(
        "SELECT tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
        "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND tgrelid = " +
        std::to_string(table_.oid) +
        " AND (p.prosrc ~* '\\mraise\\s+(?!debug|log|info|notice|warning)' "
        "OR tgtype & 3 = 3 AND p.prosrc ~* '\\mreturn\\s+null\\M') ORDER BY tgname");
    for (std::size_t row = 0; row < triggers.size(); ++row) {
      add("trigger disabled " + triggers.text(row, 0),
          alter() + "DISABLE TRIGGER " + quoted(triggers.text(row, 0)));
    }
  }

  void mutate_partitions() {
    if (!table_.partitioned) return;
    const auto leaves = session_.execute(
        "SELECT relid::regclass, parentrelid::regclass, pg_get_expr(relpartbound, c.oid) FROM "
        "pg_partition_tree(" +
        std::to_string(table_.oid) +
        ") JOIN pg_class c ON c.oid = relid WHERE isleaf AND level > 0");
    for (std::size_t row = 0; row < leaves.size(); ++row) {
      const std::string detach =
          "ALTER TABLE " + leaves.text(row, 1) + " DETACH PARTITION " + leaves.text(row, 0);
      if (leaves.text(row, 2) == "DEFAULT") continue;
      add("bound widened " + leaves.text(row, 0), detach + "; ALTER TABLE " + leaves.text(row, 1) +
                                                      " ATTACH PARTITION " + leaves.text(row, 0) +
                                                      " DEFAULT");
    }
  }

  postgres::Session& session_;
  const seed::Table& table_;
  const seed::Schema& schema_;
  std::vector<Mutant> mutants_;
};

}  // namespace pgstair::probe
