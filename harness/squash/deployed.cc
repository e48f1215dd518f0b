// SPDX-License-Identifier: MIT
#include "squash/deployed.h"

#include <algorithm>
#include <optional>

#include "catalog/describe.h"
#include "catalog/live/live_database.h"
#include "catalog/server_difference.h"
#include "checks/findings.h"
#include "squash/chain_difference.h"
#include "squash/findings.h"
#include "squash/noted_state.h"
#include "support/text.h"
#include "walk/comparable.h"

namespace pgstair::squash {

namespace {

using report::Verdict;

postgres::Session connect_to_read(const std::string& url) {
  postgres::Session session(url);
  session.execute("SET default_transaction_read_only = on");
  session.execute("SET lock_timeout = '10s'");
  session.execute("SET application_name = 'pgstair squash'");
  return session;
}

bool same(const Resume& one, const Resume& other) {
  return one.refuses == other.refuses && one.pending == other.pending;
}

/// Looks at one database and says what it is.
class Look {
 public:
  Look(const std::string& url, const std::string& name, const Expected& expected,
       std::vector<report::Finding>& findings)
      : expected_(expected),
        findings_(findings),
        session_(connect_to_read(url)),
        noted_(read_noted_state(session_, expected.new_chain.format(), old_chain(), new_chain())) {
    told_.name = name;
  }

  report::DeployedDatabase tell() {
    if (!noted_.failed.empty()) return tell_failed();
    if (noted_.is_empty()) return tell_unnoted();
    if (!noted_.unknown.empty()) return tell_unknown();
    actual_ = catalog::read_live(session_);
    const Stop* stop = stop_of_the_old_chain();
    const auto* of_new_chain = state_of_the_new_chain();
    if (stop == nullptr && of_new_chain == nullptr) return tell_out_of_order();
    if (stop == nullptr || is_made_by_the_new_chain(*stop, of_new_chain)) {
      compare_schema(*of_new_chain);
      return tell_pending("has the new chain");
    }
    compare_schema(expected_.old_chain.state(stop->applied));
    return tell_stop(*stop);
  }

 private:
  const chain::Chain& old_chain() const { return expected_.old_chain.chain(); }
  const chain::Chain& new_chain() const { return expected_.new_chain.chain(); }

  report::DeployedDatabase told(const std::string& outcome, const std::string& stands,
                                Verdict verdict = Verdict::passed) {
    told_.outcome = differs_ && verdict == Verdict::passed ? "differs" : outcome;
    told_.stands = stands + (verdict == Verdict::passed ? not_compared_ : "");
    told_.verdict = differs_ ? Verdict::failed : verdict;
    return told_;
  }

  report::Finding& add(const char* code, const std::string& sentence) {
    findings_.push_back(checks::finding(code, "", told_.name + " " + sentence, {}));
    findings_.back().object = "database " + told_.name;
    return findings_.back();
  }

  report::DeployedDatabase fail(const char* code, const std::string& outcome,
                                const std::string& sentence) {
    add(code, sentence);
    return told(outcome, sentence, Verdict::failed);
  }

  report::DeployedDatabase tell_failed() {
    return fail("deployed-failed-revision", "failed revision",
                "notes in " + noted_.table + " that " + noted_.failed + " failed half-way");
  }

  report::DeployedDatabase tell_unknown() {
    return fail(
        "deployed-unknown-revision", "unknown revision",
        "notes in " + noted_.table + " what neither chain has: " + join(noted_.unknown, ", "));
  }

  /// No revision is noted: a new database, unless something is there.
  report::DeployedDatabase tell_unnoted() {
    actual_ = catalog::read_live(session_);
    const auto differences = differences_to(expected_.old_chain.state(0));
    if (differences.empty()) return told("new", "is empty: all of the new chain is applied to it");
    auto result = fail(
        "deployed-unmanaged", "unmanaged",
        "notes no revision, and is not empty: " + counted(differences.size(), "object") + " there");
    findings_.back().evidence["detail"] = shown(differences);
    return result;
  }

  /// The stop of the old chain that the database is at; nothing if it is at none.
  const Stop* stop_of_the_old_chain() const {
    const auto applied = noted_.prefix_of(old_chain());
    if (!applied || *applied >= expected_.stops.size()) return nullptr;
    const bool as_expected =
        same(expected_.tool.resume(noted_.rows), expected_.tool.resume(*applied));
    return as_expected ? &expected_.stops[*applied] : nullptr;
  }

  /// What the new chain makes of the revisions that are taken for applied; null if they are not its
  /// first ones, or its tool refuses the files.
  const catalog::Snapshot* state_of_the_new_chain() const {
    const Resume resume = expected_.tool.resume(noted_.rows);
    const auto taken = taken_prefix(resume);
    if (!noted_.is_of_new_chain || !resume.refuses.empty() || !taken) return nullptr;
    return &expected_.new_chain.state(*taken);
  }

  /// A version that both chains have does not tell which of them was applied; the schema may.
  bool is_made_by_the_new_chain(const Stop& stop, const catalog::Snapshot* of_new_chain) {
    return of_new_chain != nullptr &&
           !differences_to(expected_.old_chain.state(stop.applied)).empty() &&
           differences_to(*of_new_chain).empty();
  }

  std::vector<std::string> differences_to(catalog::Snapshot wanted) {
    catalog::Snapshot actual = actual_;
    if (!actual.unreadable().empty())
      not_compared_ = "; its role may not read all of the catalog, which is not compared";
    walk::make_comparable(wanted, actual, expected_.neighbours);
    auto difference = difference_of_chains(wanted, actual);
    catalog::remove_server_differences(difference, expected_.server_version,
                                       session_.server_version_text());
    std::vector<std::string> told;
    only_more_ = true;
    for (const auto& change : difference) {
      if (change.kind == catalog::ChangeKind::reordered) continue;
      only_more_ &= change.kind == catalog::ChangeKind::added;
      told.push_back(catalog::to_string(change));
    }
    return told;
  }

  void compare_schema(const catalog::Snapshot& wanted) {
    const auto differences = differences_to(wanted);
    if (differences.empty()) return;
    auto& made =
        add("deployed-schema-differs", "does not have the schema that its revisions make: " +
                                           counted(differences.size(), "difference"));
    made.evidence["detail"] = shown(differences);
    if (only_more_) made.severity = report::Severity::warning;
    differs_ = !only_more_;
  }

  report::DeployedDatabase tell_stop(const Stop& stop) {
    const std::string where = "is at " + id_of(stop.applied);
    if (ends_as_the_squash_does(stop, expected_.differences_of_heads)) return tell_pending(where);
    switch (stop.end) {
      case Stop::End::reaches_head:
        return tell_pending(where);
      case Stop::End::differs:
        return fail("deployed-left-behind", "left behind", where + ", and " + sentence_of(stop));
      case Stop::End::refused:
      case Stop::End::fails:
        break;
    }
    return tell_stranded(stop.applied, where + ", and " + sentence_of(stop));
  }

  report::DeployedDatabase tell_pending(const std::string& where) {
    const Resume resume = expected_.tool.resume(noted_.rows);
    if (resume.by_old_files && noted_.applied.size() < old_chain().size())
      return told("goes on", where + ", and goes on by the files that the baseline stands for");
    const std::size_t pending = resume.pending.size();
    if (pending == 0) return told("passes", where + ", and nothing is left to apply");
    return told("goes on", where + ", and " + counted(pending, "revision") + " is to come");
  }

  /// Revisions are missing before others that are noted, or its files were others.
  report::DeployedDatabase tell_out_of_order() {
    const Resume resume = expected_.tool.resume(noted_.rows);
    const std::size_t end = noted_.applied.empty() ? 0 : *noted_.applied.rbegin() + 1;
    const std::string why = resume.refuses.empty()
                                ? ", not in the order of the old chain"
                                : ", and " + expected_.tool.name() + ": " + resume.refuses;
    return tell_stranded(end, "is at " + id_of(end) + why);
  }

  /// Names what it lacks to the next stop that reaches the head, and the files that bring it there.
  report::DeployedDatabase tell_stranded(std::size_t applied, const std::string& sentence) {
    auto result = fail("deployed-stranded", "stranded", sentence);
    const auto next = std::ranges::find_if(expected_.stops, [&](const Stop& stop) {
      return stop.applied >= applied && stop.end == Stop::End::reaches_head;
    });
    if (next == expected_.stops.end() || next->applied == 0) return result;
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < next->applied; ++i) {
      if (!noted_.applied.contains(i)) missing.push_back(id_of(i + 1));
    }
    auto& made = findings_.back();
    if (!missing.empty()) made.evidence["lacks"] = join(missing, "\n");
    const auto& last = old_chain().revisions()[next->applied - 1];
    made.advice = "Bring it to " + last.id + " with the files of " + expected_.release_with(last) +
                  ", before the squash is deployed.";
    return result;
  }

  /// "base", or the last of so many revisions of the old chain.
  std::string id_of(std::size_t applied) const {
    return applied == 0 ? "base" : old_chain().revisions()[applied - 1].id;
  }

  const Expected& expected_;
  std::vector<report::Finding>& findings_;
  postgres::Session session_;
  NotedState noted_;
  catalog::Snapshot actual_;
  report::DeployedDatabase told_;
  std::string not_compared_;
  bool only_more_ = false;  ///< of the last comparison: nothing is lost or changed
  bool differs_ = false;
};

}  // namespace

report::DeployedDatabase look_at_deployed(const std::string& url, const std::string& name,
                                          const Expected& expected,
                                          std::vector<report::Finding>& findings) {
  return Look(url, name, expected, findings).tell();
}

}  // namespace pgstair::squash
