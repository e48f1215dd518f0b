// SPDX-License-Identifier: MIT
#include "probe/attempts/attempt.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <span>

#include "seed/load/pinned_settings.h"
#include "sql/script.h"
#include "support/share_out.h"
#include "support/text.h"

namespace pgstair::probe {

namespace {

using nlohmann::json;

constexpr std::size_t most_in_one_statement = 500;

/// PGST1 takes an accepted statement back, PGST2 everything that an attempt has done.
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
    RETURN jsonb_build_object('first', jsonb_build_object('state', SQLSTATE, 'constraint', '',
      'column', '', 'datatype', '', 'message', SQLERRM), 'unprepared', SQLSTATE || ': ' || SQLERRM);
END $pgstair$;
CREATE FUNCTION pg_temp.pgstair_try_all(statements text[]) RETURNS jsonb LANGUAGE sql AS $pgstair$
  SELECT jsonb_agg(pg_temp.pgstair_try(statement) ORDER BY n)
    FROM unnest(statements) WITH ORDINALITY AS s(statement, n) $pgstair$;
CREATE FUNCTION pg_temp.pgstair_probe_together(statements text[], undos text[], ends int[])
RETURNS jsonb LANGUAGE plpgsql AS $pgstair$
DECLARE answers jsonb := pg_temp.pgstair_try_all(statements); without jsonb := '[]';
BEGIN
  FOR step IN 1 .. array_length(undos, 1) LOOP
    EXECUTE undos[step];
    without := without ||
      pg_temp.pgstair_try_all(statements[coalesce(ends[step - 1], 0) + 1 : ends[step]]);
  END LOOP;
  RAISE EXCEPTION USING ERRCODE = 'PGST2';
EXCEPTION WHEN OTHERS THEN
  RETURN jsonb_build_object('first', answers, 'without', without);
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

/// Attempts that go to the server as one question: one of them, or those of a table that share what
/// is dropped, in the order of their steps.
using Unit = std::vector<std::size_t>;

std::vector<Unit> units_of(const std::vector<Attempt>& attempts) {
  std::vector<Unit> units;
  std::map<std::string, std::size_t> shared;
  for (std::size_t n = 0; n < attempts.size(); ++n) {
    if (!attempts[n].in_group()) {
      units.push_back({n});
      continue;
    }
    const auto [unit, is_new] = shared.emplace(attempts[n].drop_group->table, units.size());
    if (is_new) units.emplace_back();
    units[unit->second].push_back(n);
  }
  for (auto& unit : units) {
    if (unit.size() == 1) continue;
    std::ranges::stable_sort(unit, {}, [&](std::size_t n) { return attempts[n].drop_group->step; });
  }
  return units;
}

/// ALTER TABLE, with what the attempts of one step drop. Foreign keys stay: of all that is
/// declared, to drop four triggers of each is what takes longest.
std::string undo_of(const std::vector<Attempt>& attempts, std::span<const std::size_t> step) {
  if (attempts[step.front()].drop_group->step == DropStep::foreign_keys) {
    return "SET LOCAL session_replication_role = replica";
  }
  std::vector<std::string> actions;
  for (const std::size_t n : step) {
    actions.push_back(attempts[n].drop_group->action);
  }
  return "ALTER TABLE " + attempts[step.front()].drop_group->table + " " + join(actions, ", ");
}

std::string question(const std::vector<Attempt>& attempts, const Unit& unit) {
  const Attempt& first = attempts[unit.front()];
  if (!first.in_group()) {
    return "pg_temp.pgstair_probe(" + sql::quote_literal(first.before) + ", " +
           sql::quote_literal(first.statement) + ", " + sql::quote_literal(first.drop) + ")";
  }
  std::vector<std::string> statements;
  std::vector<std::string> undos;
  std::vector<std::string> ends;
  for (auto from = unit.begin(); from != unit.end();) {
    const auto to = std::find_if(from, unit.end(), [&](std::size_t n) {
      return attempts[n].drop_group->step != attempts[*from].drop_group->step;
    });
    undos.push_back(sql::quote_literal(undo_of(attempts, {from, to})));
    ends.push_back(std::to_string(to - unit.begin()));
    for (; from != to; ++from) statements.push_back(sql::quote_literal(attempts[*from].statement));
  }
  return "pg_temp.pgstair_probe_together(ARRAY[" + join(statements, ", ") + "], ARRAY[" +
         join(undos, ", ") + "], ARRAY[" + join(ends, ", ") + "])";
}

void read_answer(const json& said, const std::vector<Attempt>& attempts, const Unit& unit,
                 std::vector<AttemptOutcome>& outcomes) {
  if (!attempts[unit.front()].in_group()) {
    AttemptOutcome& outcome = outcomes[unit.front()];
    outcome.first = answer_of(said["first"]);
    if (said.contains("without")) outcome.without = answer_of(said["without"]);
    outcome.drop_refused = said.value("refused", "");
    outcome.unprepared = said.value("unprepared", "");
    return;
  }
  // A step whose constraints could not be dropped together ends it.
  for (std::size_t i = 0; i < unit.size(); ++i) {
    outcomes[unit[i]].first = answer_of(said["first"][i]);
    if (i < said["without"].size()) outcomes[unit[i]].without = answer_of(said["without"][i]);
  }
}

/// Units that are asked in one statement: those from `from` up to `to`.
struct Part {
  std::size_t from = 0;
  std::size_t to = 0;
};

std::vector<Part> parts_of(const std::vector<Unit>& units) {
  std::vector<Part> parts;
  std::size_t size = most_in_one_statement;
  for (std::size_t n = 0; n < units.size(); ++n) {
    if (size >= most_in_one_statement) {
      parts.push_back({n, n});
      size = 0;
    }
    parts.back().to = n + 1;
    size += units[n].size();
  }
  return parts;
}

void run_part(const std::string& conninfo, const std::vector<Attempt>& attempts,
              const std::vector<Unit>& units, const Part& part,
              std::vector<AttemptOutcome>& outcomes) {
  postgres::Session session(conninfo);
  session.execute("BEGIN");
  seed::pin_settings(session);
  session.execute(functions);
  std::vector<std::string> questions;
  for (std::size_t n = part.from; n < part.to; ++n) {
    questions.push_back("(" + question(attempts, units[n]) + ")");
  }
  const auto rows = session.execute("VALUES " + join(questions, ", "));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    read_answer(json::parse(rows.text(row, 0)), attempts, units[part.from + row], outcomes);
  }
  session.execute("ROLLBACK");
}

}  // namespace

std::vector<AttemptOutcome> run_attempts(const std::vector<std::string>& copies,
                                         const std::vector<Attempt>& attempts) {
  std::vector<AttemptOutcome> outcomes(attempts.size());
  const auto units = units_of(attempts);
  const auto parts = parts_of(units);
  share_out(parts.size(), copies.size(), [&](std::size_t worker, Items& items) {
    while (const auto n = items.next()) {
      run_part(copies[worker], attempts, units, parts[*n], outcomes);
    }
  });
  return outcomes;
}

}  // namespace pgstair::probe
