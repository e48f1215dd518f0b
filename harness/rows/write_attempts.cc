// SPDX-License-Identifier: MIT
#include "rows/write_attempts.h"

#include <algorithm>

#include "rows/one_write.h"
#include "support/text.h"

namespace pgstair::rows {

namespace {

bool is_about_names(const postgres::ServerError& error) { return error.sqlstate.starts_with("42"); }

/// That a row is there already, or one that it refers to is not, may be our own doing: what goes
/// without a word to make room takes nothing along.
bool may_be_own_fault(const postgres::ServerError& error) {
  return error.sqlstate == "23505" || error.sqlstate == "23P01" || error.sqlstate == "23503";
}

bool is_of_code(const postgres::ServerError& error) {
  const std::string_view context = error.context;
  const std::string_view innermost = context.substr(0, context.find('\n'));
  const bool on_purpose = innermost.ends_with(" at RAISE") || innermost.ends_with(" at ASSERT");
  return !on_purpose && !may_be_own_fault(error) &&
         (is_about_names(error) || context.find("function ") != std::string_view::npos);
}

/// What the server says to a write, as in a session that no script has set up; all of it is undone.
postgres::StatementOutcome try_write(postgres::Session& session, const OneWrite& write) {
  auto outcome =
      session.try_perform(write.statement + "; SET CONSTRAINTS ALL IMMEDIATE",
                          "SAVEPOINT pgstair_write; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; "
                          "SET LOCAL statement_timeout = '30s'" +
                              (write.preparation.empty() ? "" : "; " + write.preparation));
  session.execute("ROLLBACK TO SAVEPOINT pgstair_write; RELEASE SAVEPOINT pgstair_write");
  return outcome;
}

/// Tries the writes of one row; it counts as refused if one of them is.
void try_row(postgres::Session& session, const ChosenRow& row, const std::vector<OneWrite>& writes,
             WriteAttempts& attempts) {
  bool is_refused = false;
  for (const auto& write : writes) {
    const auto outcome = try_write(session, write);
    const auto* error = postgres::failure(outcome);
    if (error == nullptr || !is_of_code(*error)) continue;
    is_refused = true;
    attempts.refusals.push_back({write.shown, row.text, *error});
  }
  ++attempts.rows;
  if (is_refused) ++attempts.refused_rows;
}

/// The refusal that tells of a fault, if there is one.
const WriteAttempts::Refusal* fault(const WriteAttempts& attempts) {
  const auto named = std::ranges::find_if(attempts.refusals,
                                          [](const auto& r) { return is_about_names(r.error); });
  if (named != attempts.refusals.end()) return &*named;
  const bool all = attempts.rows != 0 && attempts.refused_rows == attempts.rows;
  return all ? &attempts.refusals.front() : nullptr;
}

/// Whether it was so before: for the same reason, if it is a name.
bool was_refused(const std::vector<WriteAttempts>& before, const WriteAttempts& now,
                 const postgres::ServerError& error) {
  return std::ranges::any_of(before, [&](const WriteAttempts& was) {
    if (was.table != now.table || was.verb != now.verb) return false;
    return std::ranges::any_of(was.refusals, [&](const auto& refusal) {
      return !is_about_names(error) || refusal.error.sqlstate == error.sqlstate;
    });
  });
}

/// Whether the same table was written before with rows, so that there is something to compare.
bool was_tried(const std::vector<WriteAttempts>& before, const WriteAttempts& now) {
  return std::ranges::any_of(before, [&](const WriteAttempts& was) {
    return was.table == now.table && was.verb == now.verb && was.rows != 0;
  });
}

}  // namespace

std::vector<WriteAttempts> try_writes(postgres::Session& session, const seed::Schema& schema,
                                      const std::vector<CodedTable>& tables) {
  std::vector<WriteAttempts> all;
  // A plan that was made before the upgrade would do for what the function's text no longer does.
  session.execute("DISCARD PLANS");
  for (const auto& coded : tables) {
    const seed::Table* table = schema.table(coded.table);
    if (table == nullptr || table->foreign) continue;
    WriteAttempts insert{.table = coded.table, .verb = "INSERT"};
    WriteAttempts update{.table = coded.table, .verb = "UPDATE"};
    WriteAttempts remove{.table = coded.table, .verb = "DELETE"};
    for (const auto& row : choose_rows(session, *table)) {
      if (coded.on_insert) try_row(session, row, inserts(*table, row), insert);
      if (coded.on_update) try_row(session, row, updates(*table, row), update);
      if (coded.on_delete) try_row(session, row, deletes(schema, *table, row), remove);
    }
    for (auto* attempts : {&insert, &update, &remove}) all.push_back(std::move(*attempts));
  }
  return all;
}

bool any_fails(const std::vector<WriteAttempts>& attempts) {
  return std::ranges::any_of(attempts, [](const auto& each) { return fault(each) != nullptr; });
}

std::vector<walk::WriteFailure> newly_failing(const std::vector<WriteAttempts>& before,
                                              const std::vector<WriteAttempts>& after,
                                              const seed::Schema& schema) {
  std::vector<walk::WriteFailure> failures;
  for (const auto& attempts : after) {
    const auto* refusal = fault(attempts);
    if (refusal == nullptr || !was_tried(before, attempts) ||
        was_refused(before, attempts, refusal->error)) {
      continue;
    }
    const std::string table = schema.table(attempts.table)->display_name();
    const auto same = std::ranges::find_if(failures, [&](const walk::WriteFailure& known) {
      return known.table == table && known.error.message == refusal->error.message;
    });
    if (same != failures.end()) {
      same->verbs.push_back(attempts.verb);
      continue;
    }
    failures.push_back({table,
                        {attempts.verb},
                        refusal->statement,
                        refusal->row,
                        refusal->error,
                        attempts.refused_rows,
                        attempts.rows});
  }
  return failures;
}

}  // namespace pgstair::rows
