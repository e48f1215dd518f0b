// SPDX-License-Identifier: MIT
#include "rows/write_code.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <utility>

#include "rows/concerned_tables.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::rows {

namespace {

/// Functions of the chain's own, whose text has names that the server does not resolve before they
/// run.
constexpr const char* own_functions = R"(
WITH own AS (
  SELECT p.oid, p.proname AS name, lower(p.prosrc) AS text FROM pg_catalog.pg_proc p
  JOIN pg_catalog.pg_language l ON l.oid = p.prolang
  WHERE p.oid >= 16384 AND l.lanname NOT IN ('c', 'internal')),
)";

/// What runs with a write: the table, its name, a text that has the functions' names, and with
/// which writes.
constexpr const char* code_of_tables = R"(
runs AS (
  SELECT t.tgrelid AS relation, pg_catalog.pg_get_triggerdef(t.oid) AS text,
         t.tgtype & 4 <> 0 AS on_insert, t.tgtype & 16 <> 0 AS on_update,
         t.tgtype & 8 <> 0 AS on_delete
  FROM pg_catalog.pg_trigger t WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')
  UNION ALL
  SELECT r.ev_class, pg_catalog.pg_get_ruledef(r.oid), r.ev_type = '3', r.ev_type = '2',
         r.ev_type = '4'
  FROM pg_catalog.pg_rewrite r WHERE r.ev_type <> '1' AND r.ev_enabled IN ('O', 'A')
  UNION ALL
  SELECT coalesce(nullif(c.conrelid, 0), a.adrelid, i.indrelid), own.name, true, true, false
  FROM own JOIN pg_catalog.pg_depend d
    ON d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.refobjid = own.oid
  LEFT JOIN pg_catalog.pg_constraint c
    ON d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND c.oid = d.objid
  LEFT JOIN pg_catalog.pg_attrdef a
    ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND a.oid = d.objid
  LEFT JOIN pg_catalog.pg_index i
    ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND i.indexrelid = d.objid
  UNION ALL
  SELECT u.attrelid, own.name, true, true, false
  FROM own JOIN pg_catalog.pg_depend d
    ON d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.refobjid = own.oid
  JOIN pg_catalog.pg_constraint c
    ON d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND c.oid = d.objid
  JOIN pg_catalog.pg_attribute u ON u.atttypid = c.contypid AND u.attnum > 0
  WHERE c.contypid <> 0
)
SELECT c.oid, lower(string_agg(DISTINCT runs.text, ' ' ORDER BY runs.text)), bool_or(on_insert),
       bool_or(on_update), bool_or(on_delete)
FROM runs JOIN pg_catalog.pg_class c ON c.oid = runs.relation
WHERE c.relkind IN ('r', 'p') GROUP BY c.oid ORDER BY c.oid)";

/// What stands in a function's body where one of these words stands in a script, and whether it is
/// a function: else the relation itself, or the table of an index or a type.
std::string names_behind(const std::set<std::string>& words) {
  std::vector<std::string> quoted;
  for (const auto& word : words) quoted.push_back(sql::quote_literal(word));
  return "WITH word AS MATERIALIZED (SELECT unnest(ARRAY[" + join(quoted, ", ") +
         "]::text[]) AS word) " + R"(
SELECT DISTINCT lower(means), is_function FROM (
  SELECT c.relname, c.relname, false FROM pg_catalog.pg_class c WHERE c.relkind NOT IN ('i', 'I', 't')
  UNION ALL
  SELECT p.proname, p.proname, true FROM pg_catalog.pg_proc p WHERE p.oid >= 16384
  UNION ALL
  SELECT i.relname, c.relname, false FROM pg_catalog.pg_index x
  JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
  JOIN pg_catalog.pg_class c ON c.oid = x.indrelid
  UNION ALL
  SELECT t.typname, c.relname, false FROM pg_catalog.pg_type t
  JOIN pg_catalog.pg_attribute a ON a.atttypid = t.oid AND a.attnum > 0
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  WHERE t.oid >= 16384 AND t.typtype IN ('e', 'd', 'c')
) AS named(name, means, is_function) WHERE lower(name) IN (SELECT word FROM word))";
}

/// Functions by name: their bodies; several of one name as one.
using Functions = std::map<std::string, std::string>;

Functions read_functions(postgres::Session& session) {
  const auto rows = session.execute(std::string(own_functions) +
                                    "unused AS (SELECT 1) SELECT lower(name), text FROM own");
  Functions functions;
  for (std::size_t row = 0; row < rows.size(); ++row)
    functions[rows.text(row, 0)] += rows.text(row, 1) + "\n";
  return functions;
}

/// The text with the bodies of all functions that it comes to.
std::string with_called(std::string text, const Functions& functions) {
  std::set<std::string> added;
  for (bool grew = true; grew;) {
    grew = false;
    for (const auto& [name, body] : functions) {
      if (added.contains(name) || !has_word(text, name)) continue;
      added.insert(name);
      text += "\n" + body;
      grew = true;
    }
  }
  return text;
}

bool has_other_labels(const CodeChange& change, const seed::Table& table) {
  return std::ranges::any_of(table.columns, [&](const seed::Column& column) {
    const seed::Oid type = column.type.type;
    return change.after.types.contains(type) &&
           change.after.type(type).labels != change.before.type(type).labels;
  });
}

/// The names of tables that are not what they were, or are there no more.
std::set<std::string> changed_tables(const CodeChange& change) {
  std::set<std::string> names;
  for (const auto& table : change.before.tables) {
    const seed::Table* is = change.after.table(table.oid);
    if (is == nullptr || !is_same(table, *is) || has_other_labels(change, table))
      names.insert(lower(table.name));
  }
  return names;
}

/// Tables and functions are compared; of the rest, the names are all that is known.
std::set<std::string> changed_names(const CodeChange& change) {
  std::set<std::string> names = changed_tables(change);
  std::set<std::string> tables;
  for (const auto& table : change.before.tables) tables.insert(lower(table.name));
  for (const auto& name : change.at_stake.relations) {
    if (!tables.contains(name)) names.insert(name);
  }
  return names;
}

/// The words of a text, with one blank around each.
std::string words_in_order(const std::string& text) {
  std::string words = " ";
  for (const char c : text) {
    const bool is_of_word = c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (is_of_word) {
      words += c;
    } else if (words.back() != ' ') {
      words += ' ';
    }
  }
  return words + " ";
}

/// Whether the code has such a statement about a table: "delete from".
bool has_statement(const std::string& words, const std::string& beginning,
                   const seed::Table& table) {
  const std::string name = lower(table.name) + " ";
  return words.find(" " + beginning + " " + name) != std::string::npos ||
         words.find(" " + beginning + " " + lower(table.schema) + " " + name) != std::string::npos;
}

/// Whether writes of another table remove rows of this one.
bool removes_rows(const CodedTable& code, const seed::Table& table) {
  return code.table != table.oid && has_statement(words_in_order(code.text), "delete from", table);
}

/// Whether a write sets the column: of the row itself, before it is stored, or of another table.
bool sets(const CodedTable& code, const seed::Table& table, const std::string& column) {
  const std::string words = words_in_order(code.text);
  if (code.table == table.oid) return words.find(" new " + column + " ") != std::string::npos;
  return has_word(words, column) &&
         (has_statement(words, "update", table) || has_statement(words, "insert into", table));
}

bool mentions(const CodedTable& table, const std::set<std::string>& names) {
  return std::ranges::any_of(names, [&](const auto& name) { return has_word(table.text, name); });
}

const CodedTable* of_table(const std::vector<CodedTable>& code, seed::Oid table) {
  const auto found = std::ranges::find(code, table, &CodedTable::table);
  return found == code.end() ? nullptr : &*found;
}

CodedTable both(const CodedTable& a, const CodedTable* b) {
  if (b == nullptr) return a;
  return {a.table, a.on_insert || b->on_insert, a.on_update || b->on_update,
          a.on_delete || b->on_delete, a.text + b->text};
}

}  // namespace

std::vector<CodedTable> read_write_code(postgres::Session& session) {
  const auto rows = session.execute(std::string(own_functions) + code_of_tables);
  std::vector<CodedTable> tables;
  if (rows.size() == 0) return tables;
  const Functions functions = read_functions(session);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    tables.push_back({static_cast<seed::Oid>(std::stoul(rows.text(row, 0))),
                      rows.text(row, 2) == "t", rows.text(row, 3) == "t", rows.text(row, 4) == "t",
                      with_called(rows.text(row, 1), functions)});
  }
  return tables;
}

NamesAtStake find_names_at_stake(postgres::Session& session, const RevisionStatements& statements) {
  NamesAtStake names;
  const std::set<std::string> words = statements.words_of_definitions();
  if (words.empty()) return names;
  const auto rows = session.execute(names_behind(words));
  for (std::size_t row = 0; row < rows.size(); ++row)
    (rows.text(row, 1) == "t" ? names.functions : names.relations).insert(rows.text(row, 0));
  return names;
}

bool may_endanger(const NamesAtStake& names, const std::vector<CodedTable>& code) {
  return std::ranges::any_of(code, [&](const CodedTable& table) {
    return mentions(table, names.relations) || mentions(table, names.functions);
  });
}

std::vector<CodedTable> find_endangered(const CodeChange& change) {
  const std::set<std::string> names = changed_names(change);
  std::vector<CodedTable> endangered;
  for (const auto& is : change.code_after) {
    const seed::Table* table = change.before.table(is.table);
    if (table == nullptr) continue;  // it has no rows to try writes on
    const CodedTable* was = of_table(change.code_before, is.table);
    const bool is_new_code = was == nullptr || was->text != is.text;
    if (is_new_code || names.contains(lower(table->name)) || mentions(is, names))
      endangered.push_back(both(is, was));
  }
  return endangered;
}

void mark_kept_by_triggers(const std::vector<CodedTable>& code, const seed::Schema& schema,
                           const RevisionStatements& statements,
                           std::vector<walk::ValueChange>& changes) {
  using Kind = walk::ValueChange::Kind;
  const std::set<std::string> words = statements.words_of_writes();
  for (auto& change : changes) {
    const auto table = std::ranges::find(schema.tables, change.table, &seed::Table::display_name);
    if (table == schema.tables.end()) continue;
    const bool is_rows = change.kind == Kind::rows_gone;
    if (!is_rows && change.kind != Kind::changed && change.kind != Kind::filled) continue;
    if (is_rows ? statements.may_write(table->name) : words.contains(lower(change.column)))
      continue;
    change.kept_by_trigger = std::ranges::any_of(code, [&](const CodedTable& each) {
      return is_rows ? removes_rows(each, *table) : sets(each, *table, lower(change.column));
    });
  }
}

}  // namespace pgstair::rows
