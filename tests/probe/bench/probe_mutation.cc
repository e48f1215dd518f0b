// SPDX-License-Identifier: MIT
//
// Scores the probes by mutation: the schema of each database is changed in many small ways, and the
// rows that the probes try (with the legal ones they start from) are shown to each changed schema.
// A mutant is killed in the weak sense if one of them is accepted instead of rejected or the other
// way round, in the strict one if the SQLSTATE or the constraint differs.
//
//   probe_mutation [--seeds N] [--postgres] [--alive] postgresql://…
//
// --postgres: not SchemaAnalyst's operators, but those of postgres_mutants.h.

#include <algorithm>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>

#include "given_database.h"
#include "postgres/connection_string.h"
#include "postgres/session.h"
#include "postgres_mutants.h"
#include "probe/constraints/domain_probes.h"
#include "probe/constraints/table_probes.h"
#include "probe/rows/row_templates.h"
#include "seed/conditions/evaluation.h"
#include "seed/conditions/literals.h"
#include "seed/load/pinned_settings.h"
#include "server/databases.h"
#include "sql/script.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::probe {
namespace {

using nlohmann::json;
using sql::quote_identifier;
using sql::quote_literal;

constexpr const char* functions = R"sql(
CREATE FUNCTION pg_temp.answer(statement text) RETURNS text LANGUAGE plpgsql AS $f$
DECLARE n bigint; con text; col text;
BEGIN
  EXECUTE statement; GET DIAGNOSTICS n = ROW_COUNT;
  RAISE EXCEPTION USING ERRCODE = 'PGST1', MESSAGE = (n > 0)::text;
EXCEPTION WHEN SQLSTATE 'PGST1' THEN RETURN 'ok ' || SQLERRM;
WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS con = CONSTRAINT_NAME, col = COLUMN_NAME;
  RETURN SQLSTATE || ' ' || con || col;
END $f$;
CREATE TEMPORARY TABLE shown (n int PRIMARY KEY, statement text, before text);
CREATE FUNCTION pg_temp.fate(ddl text) RETURNS text LANGUAGE plpgsql AS $f$
DECLARE row record; now text; fate text := 'alive';
BEGIN
  EXECUTE ddl;
  FOR row IN SELECT * FROM pg_temp.shown ORDER BY n LOOP
    now := pg_temp.answer(row.statement);
    IF (now LIKE 'ok%') <> (row.before LIKE 'ok%') THEN fate := 'weak'; EXIT; END IF;
    IF now <> row.before THEN fate := 'strict'; END IF;
  END LOOP;
  RAISE EXCEPTION USING ERRCODE = 'PGST2', MESSAGE = fate;
EXCEPTION WHEN SQLSTATE 'PGST2' THEN RETURN SQLERRM;
WHEN OTHERS THEN  -- what the legal rows violate kills; what cannot be built never lived
  RETURN CASE WHEN SQLSTATE LIKE '23%' THEN 'weak' ELSE 'stillborn' END;
END $f$)sql";

std::string array_of(const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  for (const auto& text : texts) quoted.push_back(quote_literal(text));
  return "ARRAY[" + join(quoted, ", ") + "]::text[]";
}

/// What is shown to every mutant of one table.
std::vector<std::string> statements_for(const RowTemplates& templates,
                                        const ProbeContext& context) {
  std::vector<std::string> result;
  for (const auto& probes :
       {column_probes(templates, context), check_probes(templates, context),
        unique_key_probes(templates, context), foreign_key_probes(templates, context),
        partition_bound_probes(templates, context), policy_probes(templates, context)}) {
    for (const auto& probe : probes) {
      for (const auto& attempt : probe.attempts) {
        result.push_back((attempt.before.empty() ? "" : attempt.before + "; ") + attempt.statement);
      }
    }
  }
  const seed::Table& table = templates.table();
  for (const auto& key : table.foreign_keys) {  // what a key does to its rows when the parent goes
    const seed::Table* parent = context.schema().table(key.parent);
    if (parent == nullptr) continue;
    for (const auto& referenced : context.referenced_rows.referenced_by(*parent, key, 2)) {
      result.push_back("DELETE FROM " + parent->sql_name() + " WHERE " + referenced.place);
    }
  }
  std::vector<std::string> names;
  for (const auto& column : table.columns) {
    if (!column.generated) names.push_back(quote_identifier(column.name) + "::text");
  }
  const auto there = context.session.execute("SELECT " + join(names, ", ") + " FROM " +
                                             table.sql_name() + " LIMIT 3");
  std::vector<Cells> rows;
  for (std::size_t row = 0; row < there.size(); ++row) {
    std::size_t place = 0;
    for (const auto& column : table.columns) {
      if (place == 0) rows.emplace_back();
      if (!column.generated) rows.back()[column.number] = there.at(row, place++);
    }
  }
  for (std::size_t row = 0; templates.inserts() && row < templates.size(); ++row) {
    result.push_back(templates.write(row, {}));
    for (const auto& column : table.columns) {
      if (column.generated) continue;
      const int number = column.number;
      result.push_back(templates.write(row, {{number, std::nullopt}}));
      for (const auto& cells : rows)
        result.push_back(templates.write(row, {{number, cells.at(number)}}));
      const seed::Type& type = context.schema().type(column.type.type);
      for (const auto& label : type.labels)
        result.push_back(templates.write(row, {{number, label}}));
      if (type.name == "varchar" && column.type.typmod > 4) {
        const auto length = static_cast<std::size_t>(column.type.typmod - 4);
        result.push_back(templates.write(row, {{number, std::string(length, 'x')}}));
      }
      for (const auto& other : table.columns) {  // a < b at its edges
        const bool alike = other.type.type == column.type.type && other.number != number;
        if (alike && !table.checks.empty() && templates.row(row).contains(other.number)) {
          result.push_back(templates.write(row, {{number, templates.row(row).at(other.number)}}));
        }
      }
    }
    for (const auto& key : table.keys) {  // all of a key but one column
      for (const int left_out : key.columns) {
        Cells changes;
        for (const int number : key.columns) {
          if (number != left_out && !rows.empty()) changes[number] = rows.front().at(number);
        }
        if (!changes.empty()) result.push_back(templates.write(row, changes));
      }
    }
    for (const auto& check : table.checks) {
      const auto constants = seed::literals_of(check.condition.expression);
      for (const int number : templates.given_columns(check.columns)) {
        for (const auto& text : constants.texts)
          result.push_back(templates.write(row, {{number, text}}));
        for (const auto& text : constants.numbers) {
          if (text.size() > 15) continue;
          const auto value = static_cast<long long>(std::stod(text));
          for (const long long each : {value - 1, value, value + 1}) {
            result.push_back(templates.write(row, {{number, std::to_string(each)}}));
          }
        }
      }
    }
  }
  return result;
}

/// The table's constraints changed one at a time: SchemaAnalyst's operators.
class Mutator {
 public:
  Mutator(const seed::Table& table, const seed::Schema& schema) : table_(table), schema_(schema) {}

  std::vector<Mutant> run() {
    for (const auto& check : table_.checks) mutate(check);
    for (const auto& column : table_.columns) mutate(column);
    for (const auto& key : table_.keys) mutate(key);
    if (!has_primary()) {
      for (const auto& column : table_.columns) add_key("PK added", true, {column.number}, {});
    }
    for (const auto& column : table_.columns) add_key("UNIQUE added", false, {column.number}, {});
    for (const auto& key : table_.foreign_keys) mutate(key);
    return std::move(mutants_);
  }

 private:
  std::string alter() const { return "ALTER TABLE " + table_.sql_name() + " "; }
  std::string drop(const std::string& name) const {
    return alter() + "DROP CONSTRAINT " + quote_identifier(name) + " CASCADE";
  }
  void add(const std::string& name, const std::string& ddl) { mutants_.push_back({name, ddl}); }
  std::string names(const std::vector<int>& columns) const {
    std::vector<std::string> list;
    for (const int number : columns) list.push_back(quote_identifier(table_.column(number)->name));
    return join(list, ", ");
  }
  bool has_primary() const {
    return std::ranges::any_of(table_.keys, [](const auto& key) { return key.primary; });
  }
  /// Another key over some of the columns says as much.
  bool says_nothing_new(const std::vector<int>& columns, const std::string& except) const {
    return std::ranges::any_of(table_.keys, [&](const seed::UniqueKey& key) {
      return key.name != except && !key.exclusion && !key.has_expressions &&
             key.predicate.empty() &&
             std::ranges::all_of(key.columns, [&](int n) { return contains(columns, n); });
    });
  }

  void mutate(const seed::Check& check) {
    const std::string& name = check.condition.name;
    const std::string& text = check.condition.expression;
    add("CC nullified " + name, drop(name));
    const auto replaced = [&](const std::string& what, const std::string& expression) {
      add(what + " in " + name, drop(name) + "; " + alter() + "ADD CONSTRAINT " +
                                    quote_identifier(name) + " CHECK (" + expression + ")");
    };
    static const std::regex relation(" (=|<>|<=|>=|<|>) (?!ANY)");
    for (auto at = std::sregex_iterator(text.begin(), text.end(), relation);
         at != std::sregex_iterator(); ++at) {
      for (const std::string other : {"=", "<>", "<", "<=", ">", ">="}) {
        if (other == (*at)[1]) continue;
        replaced((*at)[1].str() + " to " + other,
                 text.substr(0, static_cast<std::size_t>(at->position())) + " " + other + " " +
                     text.substr(static_cast<std::size_t>(at->position() + at->length())));
      }
    }
    static const std::regex element("('[^']*'::[a-z ]+(\\([0-9]+\\))?)(, )?");
    const auto list = text.find("ARRAY[");
    if (list == std::string::npos) return;
    const auto end = text.find(']', list);
    const std::string inside = text.substr(list + 6, end - list - 6);
    for (auto at = std::sregex_iterator(inside.begin(), inside.end(), element);
         at != std::sregex_iterator(); ++at) {
      std::string rest = inside;
      rest.erase(static_cast<std::size_t>(at->position()), static_cast<std::size_t>(at->length()));
      if (rest.ends_with(", ")) rest.resize(rest.size() - 2);
      if (!rest.empty()) replaced("element", text.substr(0, list + 6) + rest + text.substr(end));
    }
  }

  void mutate(const seed::Column& column) {
    const std::string name = quote_identifier(column.name);
    if (column.generated) return;
    add((column.not_null ? "NN removed " : "NN added ") + column.name,
        alter() + "ALTER COLUMN " + name + (column.not_null ? " DROP" : " SET") + " NOT NULL");
  }

  void add_key(const std::string& what, bool primary, const std::vector<int>& columns,
               const std::string& instead_of) {
    if (says_nothing_new(columns, instead_of)) return;
    add(what + " (" + names(columns) + ")",
        (instead_of.empty() ? "" : drop(instead_of) + "; ") + alter() + "ADD " +
            (primary ? "PRIMARY KEY (" : "UNIQUE (") + names(columns) + ")");
  }

  void mutate(const seed::UniqueKey& key) {
    if (key.exclusion || key.has_expressions || key.constraint == 0) return;
    const std::string kind = key.primary ? "PK" : "UNIQUE";
    if (says_nothing_new(key.columns, key.name)) return;
    add(kind + " removed " + key.name, drop(key.name));
    for (const auto& column : table_.columns) {
      if (contains(key.columns, column.number)) continue;
      auto more = key.columns;
      more.push_back(column.number);
      add_key(kind + " column added", key.primary, more, key.name);
      for (std::size_t i = 0; i < key.columns.size(); ++i) {
        auto other = key.columns;
        other[i] = column.number;
        add_key(kind + " column exchanged", key.primary, other, key.name);
      }
    }
    for (std::size_t i = 0; key.columns.size() > 1 && i < key.columns.size(); ++i) {
      auto fewer = key.columns;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      add_key(kind + " column removed", key.primary, fewer, key.name);
    }
  }

  void mutate(const seed::ForeignKey& key) {
    add("FK removed " + key.name, drop(key.name));
    const seed::Table* parent = schema_.table(key.parent);
    if (parent == nullptr) return;
    std::vector<std::string> parent_names;
    for (const int number : key.parent_columns) {
      parent_names.push_back(quote_identifier(parent->column(number)->name));
    }
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
      for (const auto& column : table_.columns) {
        if (contains(key.columns, column.number)) continue;
        if (column.type.type != table_.column(key.columns[i])->type.type) continue;
        auto other = key.columns;
        other[i] = column.number;
        add("FK column exchanged " + key.name + " " + column.name,
            drop(key.name) + "; " + alter() + "ADD FOREIGN KEY (" + names(other) + ") REFERENCES " +
                parent->sql_name() + " (" + join(parent_names, ", ") + ")");
      }
    }
  }

  const seed::Table& table_;
  const seed::Schema& schema_;
  std::vector<Mutant> mutants_;
};

struct Score {
  std::size_t mutants = 0;
  std::size_t weak = 0;
  std::size_t strict = 0;
};

/// What was shown to a table, with the answers: before anything was changed.
struct Shown {
  std::string table;
  postgres::Rows rows;  ///< n, statement, answer
};

/// A filled copy of a database, and the mutants that were shown its rows.
class Bench {
 public:
  Bench(const std::string& conninfo, std::uint64_t seed, bool show_alive)
      : seed_(seed), show_alive_(show_alive), session_(conninfo) {
    session_.execute("BEGIN");
    seed::Options filling;
    filling.settings.seed = seed;
    filling.settings.rows = 12;
    database_ = seed::fill_for_more(session_, filling);
    session_.execute("COMMIT");
  }

  /// Shows every table's rows to its mutants. Nothing of these stays.
  void show(bool postgres_only) {
    begin();
    const seed::ValueMaker maker(database_.schema, database_.pools);
    const Options options{seed_, {}};
    seed::NoCache no_cache;
    seed::Evaluator evaluator(session_, no_cache);
    const ReferencedRows referenced_rows(session_, database_.schema);
    seed::RunSettings settings;
    settings.seed = seed_;
    settings.rows = 12;
    seed::InsertableRowFinder finder(session_, database_, settings);
    std::vector<const seed::Table*> tables;
    for (const auto& table : database_.schema.tables) tables.push_back(&table);
    const ProbeContext context{
        session_, database_, maker, options, referenced_rows, evaluator, finder.find(tables, 4)};
    std::vector<std::string> of_domains;
    for (const auto& probe : domain_probes(context)) {
      for (const auto& attempt : probe.attempts) of_domains.push_back(attempt.statement);
    }
    for (const auto& table : database_.schema.tables) {
      auto statements = statements_for(RowTemplates(context, table), context);
      if (postgres_only) std::ranges::copy(of_domains, std::back_inserter(statements));
      session_.execute("DELETE FROM pg_temp.shown");
      const auto rows = session_.execute(
          "INSERT INTO pg_temp.shown SELECT n, s, pg_temp.answer(s) FROM unnest(" +
          array_of(statements) + ") WITH ORDINALITY AS t(s, n) ORDER BY n RETURNING *");
      remember(table, rows);
      const auto mutants = postgres_only ? PostgresMutator(session_, table, database_.schema).run()
                                         : Mutator(table, database_.schema).run();
      for (const auto& mutant : mutants) count(table.display_name(), mutant);
    }
    session_.execute("ROLLBACK");
  }

  /// Adds to every enum the label that the probes try, and shows the rows once more: one is
  /// accepted now if nothing else was wrong with it. The labels stay, since nobody can use one
  /// before the transaction that adds it is committed. Requires: show() came before.
  void show_with_added_labels() {
    for (const auto& [oid, type] : database_.schema.types) {
      if (type.kind != seed::TypeKind::enumeration) continue;
      session_.execute("ALTER TYPE " + type.sql + " ADD VALUE IF NOT EXISTS 'no such label'");
    }
    begin();
    for (const auto& shown : shown_) {
      session_.execute("DELETE FROM pg_temp.shown");
      std::vector<std::string> rows;
      for (std::size_t row = 0; row < shown.rows.size(); ++row) {
        rows.push_back("(" + shown.rows.text(row, 0) + ", " +
                       quote_literal(shown.rows.text(row, 1)) + ", " +
                       quote_literal(shown.rows.text(row, 2)) + ")");
      }
      if (rows.empty()) continue;
      session_.execute("INSERT INTO pg_temp.shown VALUES " + join(rows, ", "));
      count(shown.table, {"labels added", "SELECT"});
    }
    session_.execute("ROLLBACK");
  }

  const Score& total() const { return total_; }

 private:
  void begin() {
    session_.execute("BEGIN");
    seed::pin_settings(session_);
    session_.execute("SET LOCAL client_min_messages = error");
    session_.execute(functions);
  }

  void remember(const seed::Table& table, const postgres::Rows& rows) {
    for (const auto& column : table.columns) {
      const auto base = database_.schema.base_of(column.type);
      if (database_.schema.type(base.type).kind != seed::TypeKind::enumeration) continue;
      shown_.push_back({table.display_name(), rows});
      return;
    }
  }

  void count(const std::string& table, const Mutant& mutant) {
    const std::string fate =
        session_.execute("SELECT pg_temp.fate(" + quote_literal(mutant.ddl) + ")").text(0, 0);
    if (fate == "stillborn") return;
    ++total_.mutants;
    if (fate == "weak") ++total_.weak;
    if (fate != "alive") ++total_.strict;
    if (fate != "weak" && show_alive_) {
      std::cout << "    " << fate << ": " << table << ": " << mutant.name << "\n";
    }
  }

  std::uint64_t seed_;
  bool show_alive_;
  postgres::Session session_;
  seed::FilledDatabase database_;
  std::vector<Shown> shown_;  ///< to tables with an enum
  Score total_;
};

/// In a copy, which is dropped in the end.
Score score(const std::string& conninfo, std::uint64_t seed, bool postgres_only, bool show_alive) {
  const auto given = postgres::ConnectionString::parse(conninfo);
  server::Databases databases(given.with("dbname", "postgres"), {});
  const auto copy = databases.clone(GivenDatabase(given));
  Bench bench(copy->conninfo(), seed, show_alive);
  bench.show(postgres_only);
  if (postgres_only) bench.show_with_added_labels();
  return bench.total();
}

}  // namespace
}  // namespace pgstair::probe

int main(int argc, char** argv) {
  std::uint64_t seeds = 1;
  bool show_alive = false;
  bool postgres_only = false;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--alive") {
      show_alive = true;
    } else if (argument == "--postgres") {
      postgres_only = true;
    } else if (argument == "--seeds" && i + 1 < argc) {
      seeds = std::stoull(argv[++i]);
    } else {
      for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        try {
          const auto score = pgstair::probe::score(argument, seed, postgres_only, show_alive);
          std::cout << argument << " seed " << seed << ": " << score.mutants << " mutants, "
                    << score.weak << " weak, " << score.strict << " strict" << std::endl;
        } catch (const std::exception& error) {
          std::cout << argument << " seed " << seed << ": " << error.what() << std::endl;
        }
      }
    }
  }
}
