// SPDX-License-Identifier: MIT
//
// What the sentences of account.cc have in common.

#include <algorithm>

#include "catalog/describe.h"
#include "chain/noted.h"
#include "explain/account.h"
#include "explain/progress.h"
#include "preflight/version_rows.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::explain {

std::string Account::names_of(const std::vector<catalog::Identity>& identities) {
  constexpr std::size_t most = 5;
  std::vector<std::string> names;
  for (const auto& identity : identities) {
    if (names.size() < most) names.push_back(to_string(identity));
  }
  if (identities.size() > most) names.push_back(std::to_string(identities.size() - most) + " more");
  return join(names, ", ");
}

void Account::verdict(const std::string& kind, const std::string& sentence) {
  told_.kind = kind;
  told_.verdict = sentence;
}

void Account::say_what_is_noted() {
  const auto& rows = standing_.rows;
  if (rows.table.empty()) {
    told_.noted = tool_.keeps_versions() ? "there is no version table of " + tool_.name()
                                         : "plain files leave no note of what is applied";
    return;
  }
  told_.noted = rows.not_read.empty() ? rows.applied.source : rows.not_read;
  if (!rows.failed.empty()) told_.noted += "; " + failed_name() + " is marked as failed";
  if (!rows.unknown.empty()) told_.noted += "; the chain does not have " + join(rows.unknown, ", ");
}

void Account::say_what_differs(const Match& match, const std::string& from) {
  told_.differs_from = from;
  for (const auto& change : match.serious) {
    std::string words = catalog::to_string(change);
    if (change.kind == catalog::ChangeKind::dropped) {
      if (const auto maker = maker_of(change.identity)) words += " (" + *maker + " makes it)";
    }
    told_.differences.push_back(words);
  }
}

std::optional<std::string> Account::maker_of(const catalog::Identity& identity) const {
  const auto& after = standing_.states.after;
  const auto has_it = [&](const catalog::Snapshot& state) {
    return std::ranges::any_of(state.objects(), [&](const catalog::Object& object) {
      return object.identity == identity;
    });
  };
  for (std::size_t state = 1; state <= standing_.nearest; ++state) {
    if (has_it(after[state])) return id_of_state(state);
  }
  return std::nullopt;
}

void Account::say_what_was_not_seen() {
  for (const auto& kind : standing_.unreadable)
    told_.not_seen.push_back(kind + ": the role may not read it");
  const Match& match = standing_.partly ? standing_.partly->match : standing_.match;
  std::vector<catalog::Identity> others;
  for (const auto& change : match.others) others.push_back(change.identity);
  if (!others.empty())
    told_.facts.push_back("besides, there is what no revision makes: " + names_of(others));
  if (match.harmless != 0)
    told_.facts.push_back(counted(match.harmless, "other difference") +
                          " that no revision fails of (owners, privileges, comments): pgstair "
                          "drift tells");
  if (!standing_.states.not_runnable.empty())
    told_.not_seen.push_back("what " + revision(standing_.states.applied()).id +
                             " makes, and what comes after it: " + standing_.states.not_runnable);
}

void Account::go_on_from(std::size_t applied) {
  for (auto& step : tool_.stamp(standing_.rows, first(applied)))
    told_.steps.push_back(std::move(step));
  const auto pending = pending_after(applied);
  if (pending.empty()) return;
  const auto& late = standing_.rows.applied.late;
  const bool is_late =
      std::ranges::any_of(late, [&](std::size_t index) { return contains(pending, index); });
  for (auto& step : tool_.upgrade(pending, is_late)) told_.steps.push_back(std::move(step));
}

void Account::build_again() {
  for (const auto& index : standing_.to_rebuild) {
    told_.facts.push_back("the " + to_string(index) + " is not valid");
    told_.steps.push_back(
        {"Build the index again",
         psql_statements({"REINDEX INDEX CONCURRENTLY " + catalog::qualified_name(index)})});
  }
}

void Account::drop_left_over() {
  for (const auto& index : standing_.left_over)
    told_.steps.push_back(
        {"Drop the index that is not valid",
         psql_statements({"DROP INDEX CONCURRENTLY " + catalog::qualified_name(index)})});
}

void Account::warn_of_rows(std::size_t from, std::size_t to) {
  std::vector<std::string> names;
  for (std::size_t place = from; place < to; ++place) {
    if (!walk::same_rows(standing_.states.rows[place], standing_.states.rows[place + 1]))
      names.push_back(revision(place).id);
  }
  if (!names.empty())
    told_.cautions.push_back(
        "No rows were looked at, and to stamp a revision runs nothing of it. See whether the rows "
        "are there that it writes into new tables: " +
        join(names, ", ") + ".");
  const bool is_invisible =
      to < standing_.states.applied() &&
      catalog::equal(standing_.states.after[to], standing_.states.after[to + 1]);
  if (is_invisible)
    told_.cautions.push_back("The schema is the same after " + revision(to).id +
                             ", and does not tell whether it ran: here it counts as pending.");
}

void Account::warn_of_the_cause() {
  told_.cautions.push_back(
      "If a statement failed, rather than being stopped, it fails again until "
      "its cause is mended: see what the server said then.");
}

const chain::Revision& Account::revision(std::size_t place) const {
  return scratch_.chain().revisions()[standing_.states.order[place]];
}

std::string Account::id_of_state(std::size_t state) const {
  return state == 0 ? "base" : revision(state - 1).id;
}

std::string Account::ids(std::size_t from, std::size_t to) const {
  std::vector<std::string> names;
  for (std::size_t place = from; place < to; ++place) names.push_back(revision(place).id);
  return join(names, ", ");
}

std::string Account::failed_name() const {
  const std::string& version = standing_.rows.failed.front();
  for (const auto& revision : scratch_.chain().revisions()) {
    if (preflight::comparable_version(scratch_.format(), revision) == version ||
        chain::noted_version(scratch_.format(), revision) == version)
      return revision.id;
  }
  if (version.empty()) return "a repeatable";
  return version == "-1" ? "the downgrade to base" : version;
}

std::vector<std::size_t> Account::first(std::size_t applied) const {
  return {standing_.states.order.begin(),
          standing_.states.order.begin() + static_cast<std::ptrdiff_t>(applied)};
}

std::vector<std::size_t> Account::pending_after(std::size_t applied) const {
  std::vector<std::size_t> pending(
      standing_.states.order.begin() + static_cast<std::ptrdiff_t>(applied),
      standing_.states.order.end());
  for (const auto* again : {&standing_.rows.applied.again, &standing_.rows.applied.perhaps_again})
    pending.insert(pending.end(), again->begin(), again->end());
  std::ranges::sort(pending);
  return pending;
}

}  // namespace pgstair::explain
