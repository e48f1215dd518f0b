// SPDX-License-Identifier: MIT
#include "preflight/sequences_behind.h"

#include <algorithm>
#include <string>
#include <variant>

#include "sql/insertion.h"
#include "support/text.h"

namespace pgstair::preflight {

namespace {

using walk::ColumnSequence;

/// Whether the statement sets the sequence anew: setval(), RESTART.
bool sets(const sql::Statement& statement, const ColumnSequence& sequence) {
  const std::string text = lower(statement.text);
  const bool is_setting = has_word(text, "setval") || has_word(text, "restart");
  return is_setting && (has_word(text, lower(sequence.sequence_name)) ||
                        has_word(text, lower(sequence.table_name)));
}

/// The statement with which a script takes a number from the sequence; null if none does.
/// `mended`: whether it was set anew before; also by the script, then.
const sql::Statement* first_insert(const chain::SqlScript& script, const ColumnSequence& sequence,
                                   std::vector<bool>::reference mended) {
  for (const auto& statement : script.statements) {
    if (sets(statement, sequence)) mended = true;
    if (!mended &&
        sql::may_insert_default(statement.text, sequence.table_name, sequence.column_name))
      return &statement;
  }
  return nullptr;
}

/// Whether an upgrade of tables without rows took a number from it.
bool has_moved(const catalog::Difference& difference, const ColumnSequence& sequence) {
  return std::ranges::any_of(difference, [&](const catalog::Change& change) {
    return change.kind == catalog::ChangeKind::changed && change.identity.kind == "sequence" &&
           catalog::qualified_name(change.identity) == sequence.sequence &&
           std::ranges::any_of(change.attributes, catalog::is_sequence_value);
  });
}

report::PreflightQuestion question_of(const ColumnSequence& sequence, const std::string& revision,
                                      const Location& location) {
  report::PreflightQuestion question;
  question.kind = report::PreflightQuestion::Kind::sequence;
  question.revision = revision;
  question.sentence = "a row of " + sequence.table + " has a number in " + sequence.column +
                      " that " + sequence.sequence + " has yet to give";
  question.object = "sequence " + sequence.sequence;
  question.location = location;
  question.query = walk::rows_ahead(sequence);
  return question;
}

report::PreflightFact fact_of(const ColumnSequence& sequence) {
  return {.weight = report::PreflightFact::Weight::told,
          .kind = "sequence-behind",
          .object = "sequence " + sequence.sequence,
          .sentence = sequence.sequence + " has yet to give numbers that rows of " +
                      sequence.table + " have in " + sequence.column +
                      (sequence.is_unique ? ": inserts will collide" : ""),
          .query = walk::rows_ahead(sequence),
          .advice = walk::mend(sequence)};
}

}  // namespace

SequencesBehind::SequencesBehind(RealDatabase& real)
    : real_(real),
      sequences_(walk::read_column_sequences(real.session())),
      asked_(sequences_.size()),
      mended_(sequences_.size()) {}

std::vector<report::PreflightQuestion> SequencesBehind::questions(
    const chain::Revision& revision, const catalog::Difference& change) {
  std::vector<report::PreflightQuestion> result;
  if (!revision.up) return result;
  const auto* script = std::get_if<chain::SqlScript>(&*revision.up);
  for (std::size_t i = 0; i < sequences_.size(); ++i) {
    const ColumnSequence& sequence = sequences_[i];
    if (!sequence.is_unique || asked_[i] || mended_[i]) continue;
    const auto* insert = script != nullptr ? first_insert(*script, sequence, mended_[i]) : nullptr;
    if (insert == nullptr && (mended_[i] || !has_moved(change, sequence))) continue;
    auto question = question_of(sequence, revision.id,
                                insert != nullptr ? insert->location : Location{revision.file});
    real_.answer(question);
    result.push_back(std::move(question));
    asked_[i] = true;
  }
  return result;
}

void SequencesBehind::look_at_the_rest(report::Preflight& result) {
  std::vector<std::string> closed;
  std::string reason;
  for (std::size_t i = 0; i < sequences_.size(); ++i) {
    if (asked_[i]) continue;
    const auto answer = real_.ask(walk::rows_ahead(sequences_[i]) + " LIMIT 1");
    if (!answer.not_answered.empty()) {
      closed.push_back(sequences_[i].sequence);
      reason = answer.not_answered;
    } else if (answer.rows.size() != 0) {
      result.facts.push_back(fact_of(sequences_[i]));
    }
  }
  if (!closed.empty()) {
    result.facts.push_back(
        {.weight = report::PreflightFact::Weight::told,
         .kind = "sequence-not-seen",
         .object = join(closed, ", "),
         .sentence = counted(closed.size(), "sequence") +
                     " could not be held against the rows of " +
                     (closed.size() == 1 ? "its" : "their") + " columns: " + reason,
         .advice = "GRANT SELECT ON ALL SEQUENCES IN SCHEMA … TO the role that looks"});
  }
  if (const std::size_t seen = sequences_.size() - closed.size(); seen != 0)
    result.looked_at.push_back(counted(seen, "sequence") + " of columns");
}

}  // namespace pgstair::preflight
