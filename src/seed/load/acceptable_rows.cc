// SPDX-License-Identifier: MIT
#include "seed/load/acceptable_rows.h"

#include <algorithm>

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::seed {

namespace {

constexpr std::size_t tables_in_one_statement = 100;

/// The numbers of the statements that put in one row; PGST1 takes the row back.
constexpr const char* function = R"sql(
CREATE FUNCTION pg_temp.pgstair_acceptable(statements text[], wanted int) RETURNS text
LANGUAGE plpgsql AS $pgstair$
DECLARE good int[] := '{}'; affected bigint;
BEGIN
  FOR i IN 1 .. array_length(statements, 1) LOOP
    EXIT WHEN cardinality(good) >= wanted;
    BEGIN
      EXECUTE statements[i];
      GET DIAGNOSTICS affected = ROW_COUNT;
      IF affected = 1 THEN RAISE EXCEPTION 'taken' USING ERRCODE = 'PGST1'; END IF;
      RAISE EXCEPTION 'left out' USING ERRCODE = 'PGST2';
    EXCEPTION WHEN SQLSTATE 'PGST1' THEN good := good || i;
      WHEN OTHERS THEN NULL;
    END;
  END LOOP;
  RETURN array_to_string(good, ' ');
END $pgstair$)sql";

std::string insertion(const RowsToTry& tried, const CellRow& row) {
  if (tried.columns.empty()) return "INSERT INTO " + tried.table->sql_name() + " DEFAULT VALUES";
  std::vector<std::string> names;
  std::vector<std::string> values;
  for (std::size_t i = 0; i < row.size(); ++i) {
    names.push_back(sql::quote_identifier(tried.columns[i]->name));
    values.push_back(row[i] ? sql::quote_literal(*row[i]) : "NULL");
  }
  return "INSERT INTO " + tried.table->sql_name() + " (" + join(names, ", ") +
         ") OVERRIDING SYSTEM VALUE VALUES (" + join(values, ", ") + ")";
}

std::string insertions(const RowsToTry& tried) {
  std::vector<std::string> statements;
  for (const auto& row : tried.rows)
    statements.push_back(sql::quote_literal(insertion(tried, row)));
  return "ARRAY[" + join(statements, ", ") + "]::text[]";
}

}  // namespace

std::vector<std::vector<CellRow>> acceptable_rows(postgres::Session& session,
                                                  const std::vector<RowsToTry>& tables,
                                                  std::size_t wanted) {
  std::vector<std::vector<CellRow>> result(tables.size());
  session.execute("SAVEPOINT pgstair_acceptance");
  session.execute(function);
  for (std::size_t from = 0; from < tables.size(); from += tables_in_one_statement) {
    const std::size_t to = std::min(tables.size(), from + tables_in_one_statement);
    std::vector<std::string> questions;
    for (std::size_t n = from; n < to; ++n) {
      if (tables[n].rows.empty()) continue;
      questions.push_back("(" + std::to_string(n) + ", " + insertions(tables[n]) + ")");
    }
    if (questions.empty()) continue;
    const auto answers = session.execute("SELECT n, pg_temp.pgstair_acceptable(statements, " +
                                         std::to_string(wanted) + ") FROM (VALUES " +
                                         join(questions, ", ") + ") AS tried(n, statements)");
    for (std::size_t i = 0; i < answers.size(); ++i) {
      const std::size_t n = std::stoul(answers.text(i, 0));
      const std::string good = answers.text(i, 1);
      for (const auto number : split(good, ' ')) {
        if (number.empty()) continue;
        result[n].push_back(tables[n].rows[std::stoul(std::string(number)) - 1]);
      }
    }
  }
  session.execute("ROLLBACK TO SAVEPOINT pgstair_acceptance; RELEASE SAVEPOINT pgstair_acceptance");
  return result;
}

}  // namespace pgstair::seed
