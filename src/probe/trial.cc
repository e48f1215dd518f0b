// SPDX-License-Identifier: MIT
#include "probe/trial.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sql/script.h"

namespace pgstair::probe {

namespace {

using nlohmann::json;

constexpr std::size_t most_in_one_statement = 1000;

/// PGST1 takes an accepted statement back, PGST2 everything that a trial has done.
constexpr const char* functions = R"sql(
CREATE FUNCTION pg_temp.pgstair_try(statement text) RETURNS jsonb LANGUAGE plpgsql AS $pgstair$
DECLARE affected bigint; state text; con text; col text; typ text; msg text;
BEGIN
  EXECUTE statement;
  GET DIAGNOSTICS affected = ROW_COUNT;
  RAISE EXCEPTION USING ERRCODE = 'PGST1', MESSAGE = affected::text;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, con = CONSTRAINT_NAME, col = COLUMN_NAME,
    typ = PG_DATATYPE_NAME, msg = MESSAGE_TEXT;
  RETURN jsonb_build_object('state', state, 'constraint', con, 'column', col, 'datatype', typ,
                            'message', msg);
END $pgstair$;
CREATE FUNCTION pg_temp.pgstair_without(statement text, undo text) RETURNS jsonb LANGUAGE plpgsql
AS $pgstair$
BEGIN
  EXECUTE undo;
  RAISE EXCEPTION USING ERRCODE = 'PGST2', MESSAGE = pg_temp.pgstair_try(statement)::text;
EXCEPTION
  WHEN SQLSTATE 'PGST2' THEN RETURN jsonb_build_object('without', SQLERRM::jsonb);
  WHEN OTHERS THEN RETURN jsonb_build_object('refused', SQLERRM);
END $pgstair$;
CREATE FUNCTION pg_temp.pgstair_probe(statement text, undo text) RETURNS jsonb LANGUAGE plpgsql
AS $pgstair$
DECLARE answer jsonb := pg_temp.pgstair_try(statement);
BEGIN
  IF undo = '' OR answer ->> 'state' = 'PGST1' THEN
    RETURN jsonb_build_object('first', answer);
  END IF;
  RETURN jsonb_build_object('first', answer) || pg_temp.pgstair_without(statement, undo);
END $pgstair$;
CREATE FUNCTION pg_temp.pgstair_probe(prelude text, statement text, undo text) RETURNS jsonb
LANGUAGE plpgsql AS $pgstair$
BEGIN
  IF prelude = '' THEN RETURN pg_temp.pgstair_probe(statement, undo); END IF;
  EXECUTE prelude;
  RAISE EXCEPTION USING ERRCODE = 'PGST2', MESSAGE = pg_temp.pgstair_probe(statement, undo)::text;
EXCEPTION
  WHEN SQLSTATE 'PGST2' THEN RETURN SQLERRM::jsonb;
  WHEN OTHERS THEN
    RETURN jsonb_build_object('first', jsonb_build_object(
      'state', SQLSTATE, 'constraint', '', 'column', '', 'datatype', '', 'message', SQLERRM));
END $pgstair$)sql";

Answer answer_of(const json& said) {
  Answer answer;
  answer.sqlstate = said["state"];
  answer.message = said["message"];
  if (answer.sqlstate == "PGST1") {
    answer.accepted = true;
    answer.rows = std::stoll(answer.message);
    return answer;
  }
  answer.constraint = said["constraint"];
  answer.column = said["column"];
  answer.datatype = said["datatype"];
  return answer;
}

void run_part(postgres::Session& session, const std::vector<Trial>& trials, std::size_t from,
              std::size_t to, std::vector<TrialOutcome>& outcomes) {
  std::string list;
  for (std::size_t n = from; n < to; ++n) {
    list += (n == from ? "(" : ", (") + std::to_string(n) + ", " +
            sql::quote_literal(trials[n].before) + ", " + sql::quote_literal(trials[n].statement) +
            ", " + sql::quote_literal(trials[n].drop) + ")";
  }
  const auto rows = session.execute(
      "SELECT pg_temp.pgstair_probe(prelude, statement, undo) FROM (SELECT * FROM (VALUES " + list +
      ") AS v(n, prelude, statement, undo) ORDER BY n OFFSET 0) AS trial");
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const json said = json::parse(rows.text(row, 0));
    TrialOutcome& outcome = outcomes.emplace_back();
    outcome.first = answer_of(said["first"]);
    if (said.contains("without")) outcome.without = answer_of(said["without"]);
    outcome.drop_refused = said.value("refused", "");
  }
}

}  // namespace

std::vector<TrialOutcome> run_trials(postgres::Session& session, const std::vector<Trial>& trials) {
  std::vector<TrialOutcome> outcomes;
  if (trials.empty()) return outcomes;
  session.execute("SAVEPOINT pgstair_trials");
  session.execute(functions);
  for (std::size_t from = 0; from < trials.size(); from += most_in_one_statement) {
    run_part(session, trials, from, std::min(trials.size(), from + most_in_one_statement),
             outcomes);
  }
  session.execute("ROLLBACK TO SAVEPOINT pgstair_trials; RELEASE SAVEPOINT pgstair_trials");
  return outcomes;
}

}  // namespace pgstair::probe
