// SPDX-License-Identifier: MIT
#include "seed/conditions/evaluation.h"

#include <utility>

#include "seed/values/draw.h"
#include "sql/script.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::seed {

namespace {

constexpr const char* lock_not_available = "55P03";

std::string cell_literal(const Cell& cell) {
  return cell ? sql::quote_literal(*cell) : std::string("NULL");
}

/// SELECT n, (condition) IS NOT FALSE, … FROM (VALUES …) AS t(n, columns…)
std::string statement(const Frame& frame, const std::vector<CellRow>& rows, std::size_t from,
                      std::size_t to) {
  std::vector<std::string> names{"pgstair_n"};
  std::string generated;
  for (const auto& column : frame.columns) {
    if (column.generated_as.empty()) {
      names.push_back(sql::quote_identifier(column.name));
    } else {
      generated += ", (" + column.generated_as + ") AS " + sql::quote_identifier(column.name);
    }
  }
  std::string values;
  for (std::size_t row = from; row < to; ++row) {
    std::vector<std::string> cells{std::to_string(row)};
    std::size_t given = 0;
    for (const auto& column : frame.columns) {
      if (!column.generated_as.empty()) continue;
      cells.push_back(cell_literal(rows[row][given++]) + "::" + column.type_sql);
    }
    values += (row == from ? "(" : ", (") + join(cells, ", ") + ")";
  }
  std::string verdicts;
  for (const auto& condition : frame.conditions) {
    verdicts += ", (" + condition + ") IS NOT FALSE";
  }
  const std::string alias = sql::quote_identifier(frame.alias);
  std::string source = "(VALUES " + values + ") AS " + alias + "(" + join(names, ", ") + ")";
  if (!generated.empty()) {
    source = "(SELECT " + alias + ".*" + generated + " FROM " + source + ") AS " + alias;
  }
  return "SELECT pgstair_n" + verdicts + " FROM " + source;
}

void evaluate_part(postgres::Session& session, const Frame& frame, const std::vector<CellRow>& rows,
                   std::size_t from, std::size_t to, std::vector<Verdict>& verdicts) {
  if (from == to) return;
  const auto outcome =
      session.try_execute("SAVEPOINT pgstair_evaluation; " + statement(frame, rows, from, to));
  session.execute("ROLLBACK TO SAVEPOINT pgstair_evaluation; RELEASE SAVEPOINT pgstair_evaluation");
  if (const auto* done = std::get_if<postgres::Done>(&outcome)) {
    for (std::size_t i = 0; i < done->rows.size(); ++i) {
      auto& verdict = verdicts[std::stoul(done->rows.text(i, 0))].emplace();
      for (std::size_t c = 0; c < frame.conditions.size(); ++c) {
        verdict.push_back(done->rows.text(i, c + 1) == "t");
      }
    }
    return;
  }
  const auto& error = *postgres::failure(outcome);
  if (error.sqlstate == lock_not_available) {  // says nothing about the rows
    throw EnvironmentError("the conditions on table " + frame.alias +
                           " cannot be evaluated: " + to_string(error));
  }
  if (to - from == 1) return;
  const std::size_t middle = from + (to - from) / 2;
  evaluate_part(session, frame, rows, from, middle, verdicts);
  evaluate_part(session, frame, rows, middle, to, verdicts);
}

constexpr const char* create_helper = R"sql(
DO $create$
BEGIN
  IF to_regprocedure('pg_temp.pgstair_takes(text, text)') IS NULL THEN
    CREATE FUNCTION pg_temp.pgstair_takes(type text, value text) RETURNS boolean
    LANGUAGE plpgsql AS $takes$
    BEGIN
      EXECUTE format('SELECT %L::%s', value, type);
      RETURN true;
    EXCEPTION WHEN OTHERS THEN
      RETURN false;
    END $takes$;
  END IF;
END $create$;
)sql";

/// Whether another revision may make another type of that name: the server's own have no schema.
bool is_the_servers(const std::string& type_sql) { return type_sql.find('.') == std::string::npos; }

}  // namespace

std::vector<Verdict> Evaluator::evaluate(const Frame& frame, const std::vector<CellRow>& rows) {
  const std::uint64_t question = hash_text(statement(frame, rows, 0, rows.size()));
  if (auto known = cache_.verdicts(question)) return *std::move(known);
  std::vector<Verdict> verdicts(rows.size());
  evaluate_part(session_, frame, rows, 0, rows.size(), verdicts);
  cache_.remember_verdicts(question, verdicts);
  return verdicts;
}

std::vector<bool> Evaluator::accepted(const std::string& type_sql,
                                      const std::vector<std::string>& values) {
  std::vector<bool> result(values.size(), false);
  std::vector<std::size_t> places;  // of those that are not known
  std::vector<std::string> unknown;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (const auto known = cache_.accepted(type_sql, values[i])) {
      result[i] = *known;
    } else {
      places.push_back(i);
      unknown.push_back(values[i]);
    }
  }
  const auto said = ask_what_is_accepted(type_sql, unknown);
  for (std::size_t i = 0; i < unknown.size(); ++i) {
    result[places[i]] = said[i];
    if (is_the_servers(type_sql)) cache_.remember_accepted(type_sql, unknown[i], said[i]);
  }
  return result;
}

std::vector<bool> Evaluator::ask_what_is_accepted(const std::string& type_sql,
                                                  const std::vector<std::string>& values) {
  std::vector<bool> result(values.size(), false);
  if (values.empty()) return result;
  std::vector<std::string> literals;
  for (const auto& value : values) literals.push_back(sql::quote_literal(value));
  may_have_helper_ = true;
  const auto rows = session_.execute(
      std::string(create_helper) + "SELECT n FROM unnest(ARRAY[" + join(literals, ", ") +
      "]::text[]) WITH ORDINALITY AS v(value, n) WHERE pg_temp.pgstair_takes(" +
      sql::quote_literal(type_sql) + ", value)");
  for (std::size_t i = 0; i < rows.size(); ++i) result[std::stoul(rows.text(i, 0)) - 1] = true;
  return result;
}

void Evaluator::drop_helper() {
  if (!std::exchange(may_have_helper_, false)) return;
  session_.execute("DROP FUNCTION IF EXISTS pg_temp.pgstair_takes(text, text)");
}

}  // namespace pgstair::seed
