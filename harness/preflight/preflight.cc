// SPDX-License-Identifier: MIT
#include "preflight/preflight.h"

#include <algorithm>

#include "postgres/connection_string.h"
#include "preflight/applied_revisions.h"
#include "rows/rehearsal.h"
#include "source/chain_database.h"
#include "support/text.h"
#include "verify/verify.h"
#include "walk/record.h"

namespace pgstair::preflight {

namespace {

/// The real database, which nothing here can write to.
class RealDatabase {
 public:
  explicit RealDatabase(const PreflightOptions& options)
      : options_(options), session_(options.url) {
    const std::string timeout = std::to_string(options.timeout.count());
    session_.execute("SET default_transaction_read_only = on");
    session_.execute("SET statement_timeout = " + timeout);
    session_.execute("SET lock_timeout = " + timeout);
    session_.execute("SET application_name = 'pgstair preflight'");
    session_.execute("BEGIN READ ONLY");
  }

  postgres::Session& session() { return session_; }

  void answer(report::PreflightQuestion& question) {
    const std::string most = std::to_string(options_.most_rows);
    const auto count =
        ask("SELECT count(*) FROM (" + question.query + " LIMIT " + most + ") AS q", question);
    if (count.size() == 0) return;
    question.rows = std::stoull(count.text(0, 0));
    question.more = question.rows == options_.most_rows;
    if (question.rows == 0 || options_.keys == 0) return;
    const auto keys = ask(question.query + " LIMIT " + std::to_string(options_.keys), question);
    for (std::size_t row = 0; row < keys.size(); ++row) {
      std::vector<std::string> cells;
      for (std::size_t column = 0; column < keys.columns; ++column)
        cells.push_back(keys.text(row, column));
      question.keys.push_back(join(cells, ", "));
    }
  }

 private:
  postgres::Rows ask(const std::string& sql, report::PreflightQuestion& question) {
    session_.execute("SAVEPOINT pgstair_question");
    auto outcome = session_.try_execute(sql);
    session_.execute("ROLLBACK TO SAVEPOINT pgstair_question");
    if (const auto* error = postgres::failure(outcome)) {
      question.not_answered = reason(*error);
      return {};
    }
    return std::move(std::get<postgres::Done>(outcome).rows);
  }

  static std::string reason(const postgres::ServerError& error) {
    const bool unknown = error.sqlstate == "42P01" || error.sqlstate == "42703";
    return error.message +
           (unknown ? " (a revision before this one, not applied yet, makes it)" : "");
  }

  const PreflightOptions& options_;
  postgres::Session session_;
};

report::PreflightQuestion question_of(const walk::RowFailure& failure, const std::string& id) {
  report::PreflightQuestion question;
  question.revision = id;
  question.object = failure.object;
  question.location = failure.failure.location;
  question.query = failure.query;
  question.sentence = failure.violation.empty() ? "rows are of some kind that the seeder made: " +
                                                      failure.failure.error.message
                                                : failure.violation;
  if (failure.query.empty())
    question.not_answered =
        failure.no_query.empty()
            ? "no query can tell it before the revision's own statements have run"
            : "there is no query: " + failure.no_query;
  return question;
}

}  // namespace

report::Preflight run(const verify::Options& options, const PreflightOptions& preflight,
                      postgres::ScratchDatabases& databases) {
  RealDatabase real(preflight);
  source::ChainDatabase scratch(databases, options);
  const chain::Chain& chain = scratch.chain();
  const AppliedRevisions applied = preflight.from.empty()
                                       ? read_applied(real.session(), chain, scratch.format())
                                       : applied_up_to(chain, preflight.from);
  report::Preflight result;
  result.database = postgres::without_password(preflight.url);
  result.applied = applied.source;
  for (const std::size_t index : applied.positions) scratch.upgrade(index);
  rows::RowsRehearsal rehearsal(options.rows);
  for (std::size_t index = 0; index < chain.size(); ++index) {
    if (std::ranges::count(applied.positions, index) != 0) continue;
    const chain::Revision& revision = chain.revisions()[index];
    result.pending.push_back(revision.id);
    walk::RevisionRecord record;
    record.revision = &revision;
    record.before = scratch.database().snapshot();
    const auto rows = rehearsal.rehearse(scratch.walker(), index, record);
    if (rows.not_run.empty()) {
      result.rehearsed.push_back(revision.id);
    } else {
      result.not_rehearsed.push_back(revision.id + ": " + rows.not_run);
    }
    for (const auto& failure : rows.upgrade) {
      auto question = question_of(failure, revision.id);
      if (!question.query.empty()) real.answer(question);
      result.questions.push_back(std::move(question));
    }
    scratch.upgrade(index);
  }
  return result;
}

}  // namespace pgstair::preflight
