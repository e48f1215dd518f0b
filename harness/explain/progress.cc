// SPDX-License-Identifier: MIT
#include "explain/progress.h"

#include <algorithm>

#include "catalog/filter.h"
#include "sql/facts.h"
#include "sql/words.h"
#include "support/contains.h"
#include "walk/script_runner.h"

namespace pgstair::explain {

namespace {

using report::StatementProgress;
using State = StatementProgress::State;

bool same_catalog(const catalog::Snapshot& one, const catalog::Snapshot& other) {
  catalog::Difference difference = catalog::diff(one, other);
  catalog::apply({}, difference);
  return difference.empty();
}

/// Whether a transaction of the script's own is open after so many statements.
bool is_in_transaction(const chain::SqlScript& script, std::size_t statements) {
  bool is_open = false;
  for (std::size_t i = 0; i < statements; ++i) {
    sql::Words words(script.statements[i].text);
    if (words.take("begin") || words.take("start")) is_open = true;
    if (words.take("commit") || words.take("end") || words.take("rollback")) is_open = false;
  }
  return is_open;
}

/// Whether the statement may have run without a trace in the schema.
bool may_have_run(const PartlyApplied& partly, std::size_t statement) {
  const auto& states = partly.states.after;
  const auto& script = partly.states.script;
  if (walk::rollable(script) && partly.statements == 0) return false;  // all or nothing
  if (statement + 1 >= states.size()) return false;
  if (!same_catalog(states[statement + 1], states[partly.statements])) return false;
  return changes_rows(script.statements[statement]) && !is_in_transaction(script, statement);
}

}  // namespace

bool changes_rows(const sql::Statement& statement) {
  return sql::facts(statement.text).may_write_rows;
}

std::vector<StatementProgress> progress_of(const PartlyApplied& partly) {
  std::vector<StatementProgress> progress;
  const auto& states = partly.states.after;
  bool is_open = false;  // the first that has surely not run has been
  for (std::size_t i = 0; i < partly.states.script.statements.size(); ++i) {
    const auto& statement = partly.states.script.statements[i];
    State state = State::done;
    if (i >= partly.statements) {
      state = !is_open && may_have_run(partly, i) ? State::unknown : State::open;
      is_open = is_open || i + 1 >= states.size() ||
                !same_catalog(states[i + 1], states[partly.statements]);
    }
    const bool is_own = sql::facts(statement.text).kind != sql::StatementKind::transaction;
    if (is_own) progress.push_back({state, statement.text, statement.location});
  }
  return progress;
}

std::string sql_text(const chain::SqlScript& script) {
  std::string text;
  for (const auto& statement : script.statements)
    text += (text.empty() ? "" : "\n") + statement.text + ";";
  return walk::rollable(script) ? "BEGIN;\n" + text + "\nCOMMIT;" : text;
}

Completion complete(source::ChainDatabase& scratch, const ChainStates& states,
                    const PartlyApplied& partly) {
  const auto progress = progress_of(partly);
  const bool whole_is_known = partly.before + 1 < states.after.size();
  const auto reaches_end = [&](const TriedScript& tried) {
    return tried.after && whole_is_known &&
           same_catalog(*tried.after, states.after[partly.before + 1]);
  };
  const auto attempt = [&](const chain::SqlScript& script) {
    return try_after(scratch, states, partly.before, partly.states, partly.statements, script);
  };
  const bool has_changed_rows = std::ranges::any_of(progress, [](const auto& each) {
    return each.state != State::open && changes_rows({each.text, {}});
  });
  if (!has_changed_rows && reaches_end(attempt(partly.states.script)))
    return {Completion::Way::again, "", ""};
  chain::SqlScript rest = rest_of(partly.states.script, partly.statements);
  const TriedScript tried = attempt(rest);
  for (auto& statement : rest.statements) {
    const bool is_unknown = std::ranges::any_of(progress, [&](const StatementProgress& each) {
      return each.state == State::unknown && each.text == statement.text;
    });
    if (is_unknown) statement.text = "-- may have run already: it changes rows\n" + statement.text;
  }
  Completion completion{Completion::Way::by_hand, sql_text(rest), ""};
  if (tried.failure) {
    completion.way = Completion::Way::not_known;
    completion.why =
        to_string(tried.failure->error) + (tried.failure->location.file.empty()
                                               ? ""
                                               : " (" + to_string(tried.failure->location) + ")");
  } else if (whole_is_known && !reaches_end(tried)) {
    completion.way = Completion::Way::not_known;
    completion.why = "what is left of it makes another schema than the whole";
  }
  return completion;
}

}  // namespace pgstair::explain
