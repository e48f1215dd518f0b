// SPDX-License-Identifier: MIT
#include "explain/account.h"

#include <algorithm>

#include "explain/progress.h"
#include "support/contains.h"
#include "support/process.h"
#include "support/text.h"

namespace pgstair::explain {

namespace {

std::string are(std::size_t count) { return count == 1 ? "is" : "are"; }

std::string words_of(const walk::StepFailure& failure) {
  const std::string place = to_string(failure.location);
  return to_string(failure.error) + (place.empty() ? "" : " (" + place + ")");
}

}  // namespace

report::Explanation Account::give() {
  say_what_is_noted();
  const auto& rows = standing_.rows;
  const bool is_unmanaged = rows.table.empty() && tool_.keeps_versions();
  if (!rows.not_read.empty()) {
    not_read();
  } else if (!standing_.running.empty()) {
    running();
  } else if (standing_.partly) {
    partly_applied();
  } else if (!standing_.never_ran.empty()) {
    skipped();
  } else if (!standing_.there.empty() && !standing_.not_there.empty()) {
    partly_there();
  } else if (!standing_.match.is_equal()) {
    differs();
  } else if (!standing_.to_rebuild.empty()) {
    to_rebuild();
  } else if (is_unmanaged && standing_.nearest != 0) {
    no_version_table();
  } else if (!rows.unknown.empty()) {
    unknown_versions();
  } else if (!rows.failed.empty()) {
    marked_failed();
  } else if (standing_.nearest > standing_.noted && tool_.keeps_versions()) {
    not_noted();
  } else if (standing_.nearest < standing_.noted) {
    only_noted();
  } else {
    in_order();
  }
  say_what_was_not_seen();
  return std::move(told_);
}

// What there can be to say.

void Account::not_read() {
  verdict("not-read", "Where the database stands is not known: " + standing_.rows.not_read + ".");
  if (standing_.match.is_equal())
    told_.facts.push_back("the schema is that of " + id_of_state(standing_.nearest));
  say_what_differs(standing_.match, id_of_state(standing_.nearest));
  told_.cautions.push_back(
      standing_.rows.is_of_another_tool
          ? "Find out which tool made " + standing_.rows.table +
                ", and where this chain's keeps its versions, before anything is done."
          : "Ask as a role that may read " + standing_.rows.table +
                ", the one that deploys for example, before anything is done.");
}

void Account::running() {
  verdict("running",
          "A deployment may still be running: " + join(standing_.running, ", and ") + ".");
  told_.not_seen.push_back("the schema: what is being done is not over");
  told_.cautions.push_back(
      "Wait for it, or end it if its client is gone (pg_terminate_backend), then ask again.");
}

void Account::partly_applied() {
  const PartlyApplied& partly = *standing_.partly;
  told_.revision = revision(partly.before).id;
  told_.statements = progress_of(partly);
  const std::size_t all = told_.statements.size();
  const auto done = static_cast<std::size_t>(std::ranges::count(
      told_.statements, report::StatementProgress::State::done, &report::StatementProgress::state));
  const std::string count =
      all == 1 ? "its one statement is " + std::string(done == 1 ? "done." : "not done.")
               : (done == 0 ? "none" : std::to_string(done)) + " of its " + std::to_string(all) +
                     " statements " + are(std::max<std::size_t>(done, 1)) + " done.";
  verdict("failed-revision",
          told_.revision +
              (partly.before < standing_.noted ? " counts as applied, and stopped in the middle: "
                                               : " stopped in the middle: ") +
              count);
  for (const auto& index : standing_.left_over)
    told_.facts.push_back("the " + to_string(index) + " is there and not valid: no query uses it");
  say_what_differs(partly.match, told_.revision + " after so many statements");
  drop_left_over();
  warn_of_the_cause();
  const bool is_unknown = std::ranges::any_of(told_.statements, [](const auto& each) {
    return each.state == report::StatementProgress::State::unknown;
  });
  if (is_unknown)
    told_.cautions.push_back(
        "Whether the statements marked ? have run, no schema tells: they "
        "change rows. Look before you run them again.");
  if (partly.statements == 0) return go_on_from(partly.before);
  const Completion completion = complete(scratch_, standing_.states, partly);
  if (completion.way == Completion::Way::again) {
    told_.facts.push_back(
        "each statement of it can be run again: the whole of it was tried from "
        "there");
    return go_on_from(partly.before);
  }
  told_.steps.push_back({"Finish " + told_.revision + " by hand", with_psql(completion.sql)});
  if (completion.way == Completion::Way::not_known)
    told_.cautions.push_back("This was tried, and does not bring " + told_.revision +
                             " to its end: " + completion.why);
  go_on_from(partly.before + 1);
}

void Account::partly_there() {
  told_.revision = revision(standing_.noted).id;
  verdict("failed-revision", told_.revision + " is there in part.");
  told_.facts.push_back("of what it makes, there " + are(standing_.there.size()) + " " +
                        names_of(standing_.there) + ", and not " + names_of(standing_.not_there));
  const bool is_code = chain::sql_of(revision(standing_.noted).up) == nullptr;
  told_.facts.emplace_back(is_code ? "its statements are not known: it is code that asks the "
                                     "database, and cannot be written as SQL"
                                   : "it is not what the first of its statements make");
  drop_left_over();
  warn_of_the_cause();
  told_.cautions.push_back(
      "Take back by hand what is there, then go on as below; or make by hand "
      "what is not, and note it as applied.");
  go_on_from(standing_.noted);
}

void Account::skipped() {
  std::vector<std::string> names;
  for (const std::size_t place : standing_.never_ran) names.push_back(revision(place).id);
  verdict("never-ran", standing_.rows.table + " counts " + join(names, ", ") + " as applied, and " +
                           (names.size() == 1 ? "it is" : "they are") + " not there.");
  told_.facts.push_back("nothing of what " + join(names, ", ") +
                        (names.size() == 1 ? " makes" : " make") +
                        " is there; all else is as the chain makes it");
  if (!standing_.rows.applied.of_late.empty())
    told_.facts.push_back("a revision that comes when the database is past it: " +
                          standing_.rows.applied.of_late);
  for (const std::size_t place : standing_.never_ran) {
    const auto script = script_of(scratch_, options_, standing_.states.order[place]);
    if (script) {
      told_.steps.push_back(
          {"Apply " + revision(place).id + " by hand", with_psql(sql_text(*script))});
    } else {
      told_.cautions.push_back("Apply " + revision(place).id + " by hand: it is code.");
    }
  }
  go_on_from(standing_.noted);
}

void Account::differs() {
  const auto& rows = standing_.rows;
  const std::string count = counted(standing_.match.serious.size(), "difference");
  const std::string nearest = id_of_state(standing_.nearest);
  std::string subject = rows.table + " does not tell all";
  if (rows.table.empty() && tool_.keeps_versions()) subject = "There is no version table";
  if (!rows.failed.empty()) subject = failed_name() + " is marked as failed";
  if (!rows.unknown.empty()) subject = "The chain does not know " + join(rows.unknown, ", ");
  const bool as_noted = standing_.has_rows() && rows.failed.empty() && rows.unknown.empty() &&
                        standing_.nearest == standing_.noted;
  verdict(as_noted             ? "schema-differs"
          : rows.table.empty() ? "no-version-table"
                               : "unclear",
          as_noted ? "The schema is not what " + nearest + " makes: " + count + "."
                   : subject + ", and the schema is that of no revision: " + nearest +
                         " is nearest, with " + count + ".");
  say_what_differs(standing_.match, id_of_state(standing_.nearest));
  drop_left_over();
  told_.steps.push_back(
      {"See the differences in full", "pgstair drift -C " + shell_quoted(options_.chain.string()) +
                                          " --url \"$DATABASE_URL\" --expected chain@" + nearest});
  told_.cautions.push_back(
      "Make the schema that of a revision (or write a revision that makes the differences), and "
      "ask again. Nothing here says who made them, or whether they are wanted.");
  if (!rows.unknown.empty())
    told_.cautions.push_back(
        "If the unknown revision belongs to another release or branch, "
        "deploy with the files of that one: git log --all -- '*" +
        rows.unknown.front() + "*' finds it.");
}

void Account::to_rebuild() {
  const std::size_t count = standing_.to_rebuild.size();
  verdict("invalid-index", counted(count, "index") + " of the chain " + are(count) +
                               " there and not valid: no query uses it.");
  build_again();
  drop_left_over();
  go_on_from(standing_.noted);
}

void Account::no_version_table() {
  verdict("no-version-table", "There is no version table, and the schema is that of " +
                                  id_of_state(standing_.nearest) + ".");
  told_.facts.push_back("something other than " + tool_.name() +
                        " made it: a dump, create_all(), a hand");
  drop_left_over();
  warn_of_rows(0, standing_.nearest);
  go_on_from(standing_.nearest);
}

void Account::unknown_versions() {
  const auto& unknown = standing_.rows.unknown;
  verdict("unknown-version", standing_.rows.table + " has " + join(unknown, ", ") +
                                 ", which the chain does not have; the schema is that of " +
                                 id_of_state(standing_.nearest) + ".");
  told_.cautions.push_back(
      "If " + join(unknown, ", ") +
      " belongs to a newer release or another branch, do none of this: deploy with the files of "
      "that one. git log --all -- '*" +
      unknown.front() + "*' finds it.");
  drop_left_over();
  go_on_from(standing_.nearest);
}

void Account::marked_failed() {
  const std::string name = failed_name();
  const bool is_next = standing_.nearest == standing_.noted;
  const bool is_all =
      standing_.nearest == standing_.noted + 1 && revision(standing_.noted).id == name;
  told_.revision = name;
  verdict("failed-revision",
          name + " is marked as failed, and " +
              (is_next  ? "nothing of it is there."
               : is_all ? "all of it is there."
                        : "the schema is that of " + id_of_state(standing_.nearest) + "."));
  drop_left_over();
  if (is_next) warn_of_the_cause();
  warn_of_rows(standing_.nearest, standing_.nearest);
  go_on_from(standing_.nearest);
}

void Account::not_noted() {
  const std::string names = ids(standing_.noted, standing_.nearest);
  verdict("not-noted",
          "All of " + names + " is there, and " +
              (standing_.rows.table.empty() ? "no version table" : standing_.rows.table) +
              " does not note it.");
  warn_of_rows(standing_.noted, standing_.nearest);
  drop_left_over();
  go_on_from(standing_.nearest);
}

void Account::only_noted() {
  const std::size_t count = standing_.noted - standing_.nearest;
  verdict("never-ran", standing_.rows.table + " counts " + ids(standing_.nearest, standing_.noted) +
                           " as applied, and " + (count == 1 ? "it is" : "they are") +
                           " not there: the schema is that of " + id_of_state(standing_.nearest) +
                           ".");
  drop_left_over();
  go_on_from(standing_.nearest);
}

void Account::in_order() {
  const auto& late = standing_.rows.applied.late;
  if (late.empty() && standing_.left_over.empty()) return in_order_so_far();
  if (!standing_.left_over.empty()) {
    const std::size_t count = standing_.left_over.size();
    verdict("invalid-index", counted(count, "index") + " that the chain does not make " +
                                 are(count) + " there and not valid.");
    drop_left_over();
    return go_on_from(standing_.noted);
  }
  std::vector<std::string> names;
  for (const std::size_t index : late) names.push_back(scratch_.chain().revisions()[index].id);
  verdict("late-revision", join(names, ", ") + (names.size() == 1 ? " comes" : " come") +
                               " before a revision that is applied, and " + are(names.size()) +
                               " not applied.");
  told_.facts.push_back(standing_.rows.applied.of_late);
  if (standing_.states.failure)
    told_.cautions.push_back(revision(standing_.states.applied()).id +
                             " cannot be applied now: " + words_of(*standing_.states.failure));
  go_on_from(standing_.noted);
}

void Account::in_order_so_far() {
  const std::size_t there = std::max(standing_.noted, standing_.nearest);
  const auto pending = pending_after(there);
  const bool is_blocked = !standing_.states.is_whole() && standing_.states.failure;
  if (pending.empty()) {
    verdict("at-head", "The database is at the chain's head: nothing is to be done.");
  } else if (is_blocked) {
    told_.revision = revision(standing_.states.applied()).id;
    verdict("revision-fails",
            "The database is in order, and " + told_.revision + " cannot be applied to it.");
    told_.facts.push_back(words_of(*standing_.states.failure));
    told_.cautions.push_back("Mend " + told_.revision + " first: nothing of it is there.");
  } else if (there == 0) {
    verdict("empty", standing_.is_empty ? "The database is empty: no revision is applied."
                                        : "Nothing of the chain is in the database.");
  } else {
    verdict("behind", "The database is in order, and " + counted(pending.size(), "revision") +
                          " behind the chain's head.");
  }
  told_.is_healthy = !is_blocked;
  go_on_from(there);
}

}  // namespace pgstair::explain
