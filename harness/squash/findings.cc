// SPDX-License-Identifier: MIT
#include "squash/findings.h"

#include <algorithm>

#include "catalog/describe.h"
#include "catalog/rename.h"
#include "checks/findings.h"
#include "squash/chain_difference.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::squash {

namespace {

using catalog::ChangeKind;
using report::Severity;

void add_rows(const char* code, const std::string& sentence, const RowDifference& difference,
              const std::vector<std::string>& rows, std::vector<report::Finding>& findings) {
  if (rows.empty()) return;
  auto made = checks::finding(
      code, "", counted(rows.size(), "row") + " of " + difference.table + " " + sentence, {});
  made.object = "table " + difference.table;
  made.evidence["row"] = shown(rows);
  findings.push_back(std::move(made));
}

bool is_same_fate(const Stop& one, const Stop& other) {
  return one.end == other.end && one.revision == other.revision &&
         (one.end == Stop::End::refused || one.reason == other.reason);
}

/// A constraint, an index, a trigger: what hangs on the same object.
bool is_a_part_with_another_name(const catalog::ProbableRename& rename) {
  return !rename.before.owner.empty() && rename.before.owner == rename.after.owner &&
         rename.before.kind == rename.after.kind && rename.before.kind != "column";
}

report::Finding finding_of(const catalog::ProbableRename& rename) {
  auto made = checks::finding("squash-changes-object", "",
                              catalog::to_string(rename.before) + " is named " + rename.after.name +
                                  " by the new chain: " + rename.evidence,
                              {});
  made.object = catalog::to_string(rename.before);
  return made;
}

std::string stopped_at(const Stop& stop, const chain::Chain& chain) {
  return stop.applied == 0 ? "base" : chain.revisions()[stop.applied - 1].id;
}

report::Finding finding_of(const Stop& first, const Stop& last, std::size_t count,
                           const chain::Chain& old_chain, const chain::Chain& new_chain) {
  const bool is_silent = last.end == Stop::End::differs;
  const std::string where = count == 1 ? "A database at " + stopped_at(first, old_chain)
                                       : "Databases at " + stopped_at(first, old_chain) + " to " +
                                             stopped_at(last, old_chain) + " (" +
                                             counted(count, "revision") + ")";
  // Of several one is told in full: the last, after which the finding is named.
  const Location place =
      last.failure ? last.failure->location : Location{new_chain.revisions().front().file};
  auto made =
      checks::finding(is_silent ? "squash-leaves-database-behind" : "squash-strands-database",
                      last.applied == 0 ? "" : old_chain.revisions()[last.applied - 1].id,
                      where + (count == 1 ? " is" : " are") +
                          (is_silent ? " taken for finished: " : " stranded: ") + sentence_of(last),
                      place);
  // Whoever stands at the end of the old chain, or beyond the range, is production.
  const bool is_before_the_end =
      last.applied < old_chain.size() &&
      !new_chain.contains(last.applied == 0 ? "" : old_chain.revisions()[last.applied - 1].id);
  if (!is_silent && is_before_the_end) made.severity = Severity::warning;
  if (last.failure) made.evidence["statement"] = last.failure->statement;
  if (is_silent) made.evidence["detail"] = shown(last.differences);
  return made;
}

}  // namespace

bool ends_as_the_squash_does(const Stop& stop, const std::vector<std::string>& told) {
  return stop.end == Stop::End::reaches_head ||
         (stop.end == Stop::End::differs &&
          std::ranges::all_of(stop.differences,
                              [&](const auto& difference) { return contains(told, difference); }));
}

std::string shown(const std::vector<std::string>& all) {
  constexpr std::size_t most_shown = 5;
  std::vector<std::string> lines(all.begin(),
                                 all.begin() + static_cast<long>(std::min(all.size(), most_shown)));
  if (all.size() > most_shown)
    lines.push_back("… and " + std::to_string(all.size() - most_shown) + " more");
  return join(lines, "\n");
}

std::string sentence_of(const Stop& stop) {
  switch (stop.end) {
    case Stop::End::refused:
      return stop.reason;
    case Stop::End::fails:
      return stop.reason + ", which fails: " + stop.failure->error.message;
    case Stop::End::differs:
    case Stop::End::reaches_head:
      break;
  }
  return stop.reason + ", and leaves " + counted(stop.differences.size(), "difference") +
         " to the head";
}

report::Finding finding_of(const catalog::Change& change) {
  const std::string object = catalog::subject(change);
  const auto make = [&](const char* code, const std::string& sentence) {
    auto made = checks::finding(code, "", sentence, {});
    checks::add_evidence(made, change);
    return made;
  };
  switch (change.kind) {
    case ChangeKind::dropped:
      return make("squash-loses-object",
                  object + " is made by the old chain and not by the new one");
    case ChangeKind::added:
      return make("squash-adds-object",
                  object + " is made by the new chain only: databases of the old one never get it");
    case ChangeKind::reordered: {
      auto made = make("squash-changes-object",
                       "The columns of " + object + " have another order than in the old chain");
      made.severity = Severity::note;
      return made;
    }
    case ChangeKind::changed:
      break;
  }
  return make("squash-changes-object",
              object + " is not what the old chain makes: " +
                  checks::different_attributes(change, "the old chain", "the new one"));
}

std::vector<report::Finding> findings_of_catalogs(const catalog::Snapshot& old_head,
                                                  const catalog::Snapshot& new_head) {
  auto changes = difference_of_chains(old_head, new_head);
  std::vector<report::Finding> findings;
  for (const auto& rename : catalog::probable_renames(changes, old_head, new_head)) {
    if (!is_a_part_with_another_name(rename)) continue;
    std::erase_if(changes, [&](const catalog::Change& change) {
      return change.identity == rename.before || change.identity == rename.after;
    });
    findings.push_back(finding_of(rename));
  }
  for (const auto& change : changes) findings.push_back(finding_of(change));
  return findings;
}

std::vector<report::Finding> findings_of(const RowDifference& difference) {
  std::vector<report::Finding> findings;
  add_rows("squash-loses-rows", "written by the old chain and not by the new one", difference,
           difference.lost, findings);
  add_rows("squash-adds-rows", "written by the new chain only", difference, difference.added,
           findings);
  add_rows("squash-changes-rows", "not what the old chain writes", difference, difference.changed,
           findings);
  return findings;
}

report::Finding volatile_finding(const std::string& table, const std::set<std::string>& columns) {
  const std::vector<std::string> names(columns.begin(), columns.end());
  auto made = checks::finding(
      "squash-volatile-values", "",
      "Not compared, as it differs each time the chain is applied: " +
          (columns.contains("*") ? "the rows of " + table : table + " (" + join(names, ", ") + ")"),
      {});
  made.object = "table " + table;
  return made;
}

report::Finding sequence_finding(const catalog::Change& change) {
  auto made = checks::finding(
      "squash-moves-sequence", "",
      catalog::to_string(change.identity) +
          " does not stand where the old chain leaves it: " + checks::changed_attributes(change),
      {});
  checks::add_evidence(made, change);
  return made;
}

std::vector<report::Finding> findings_of(const std::vector<Stop>& stops,
                                         const chain::Chain& old_chain,
                                         const chain::Chain& new_chain,
                                         const std::vector<std::string>& told) {
  std::vector<report::Finding> findings;
  for (auto first = stops.begin(); first != stops.end();) {
    const bool is_told = ends_as_the_squash_does(*first, told);
    const auto end = std::find_if(first, stops.end(), [&](const Stop& stop) {
      return !is_same_fate(*first, stop) || ends_as_the_squash_does(stop, told) != is_told;
    });
    if (!is_told) {
      const auto count = static_cast<std::size_t>(end - first);
      findings.push_back(finding_of(*first, *(end - 1), count, old_chain, new_chain));
    }
    first = end;
  }
  return findings;
}

}  // namespace pgstair::squash
