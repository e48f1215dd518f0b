// SPDX-License-Identifier: MIT
#include "static_check/released_revisions.h"

#include <algorithm>
#include <map>
#include <set>

#include "chain/noted.h"
#include "checks/findings.h"
#include "static_check/late_revisions.h"
#include "static_check/revision_identity.h"
#include "static_check/upgrade_comparison.h"
#include "support/text.h"

namespace pgstair::static_check {

namespace {

using report::Finding;

const std::string* text_at(const Files& files, const std::string& path) {
  const auto found = files.find(path);
  return found == files.end() ? nullptr : &found->second;
}

class Judge {
 public:
  explicit Judge(const ReleasedChains& chains)
      : chains_(chains),
        format_(chains.released->chain.format),
        released_(chains.released->chain),
        merged_(chains.merged->chain) {}

  std::vector<Finding> run() {
    note_new_revisions();
    for (const auto& revision : chains_.released->chain.revisions) {
      const chain::Revision* now = merged_.same_as(revision);
      if (now == nullptr) {
        judge_missing(revision);
      } else {
        judge_same(revision, *now);
      }
    }
    report_deleted();
    return std::move(findings_);
  }

 private:
  std::string path_of(const std::string& file) const {
    return std::filesystem::weakly_canonical(file).lexically_relative(chains_.files->root);
  }

  Finding& add(const char* code, const chain::Revision& revision, const std::string& message,
               const Location& location) {
    findings_.push_back(checks::finding(code, revision.id, message, location));
    return findings_.back();
  }

  void judge_same(const chain::Revision& before, const chain::Revision& now) {
    if (before.is_repeatable) return;
    if (before.id != now.id) judge_renamed(before, now);
    if (before.parents_location.line > 0 || now.parents_location.line > 0)
      judge_parents(before, now);
    if (*text(before, chains_.files->released) == *text(now, chains_.files->merged)) return;
    const auto found = compare_upgrades(*chains_.released, before, *chains_.merged, now);
    if (found.sameness != sql::Sameness::same) report_edit(before, now, found);
    if (found.sameness != sql::Sameness::different) judge_checksum(before, now);
  }

  /// The text of its upgrade's file, empty for one that is not among the texts.
  const std::string* text(const chain::Revision& revision, const Files& files) const {
    static const std::string none;
    const std::string* found = text_at(files, path_of(chain::upgrade_file(revision)));
    return found == nullptr ? &none : found;
  }

  static std::string what_is_here(const chain::Revision& before, const chain::Revision& now,
                                  bool same_effect) {
    if (same_effect)
      return ", and comments in a function of its upgrade are others here; the server keeps them";
    const std::string then = ": databases that have it never get the change";
    if (before.id != now.id)
      return ", and " + now.id + " has its version and other SQL here" + then;
    return ", and its upgrade is another here" + then;
  }

  void report_edit(const chain::Revision& before, const chain::Revision& now,
                   const UpgradeComparison& found) {
    const bool same_effect = found.sameness == sql::Sameness::same_effect;
    Finding& edit = add("released-revision-edited", now,
                        before.id + " is released (" + chains_.files->name + ")" +
                            what_is_here(before, now, same_effect),
                        found.location);
    if (same_effect) edit.severity = report::Severity::note;
    const bool is_code = found.before.empty() && found.after.empty();
    const auto or_nothing = [](const std::string& text) {
      return text.empty() ? "(nothing)" : text;
    };
    edit.evidence["before"] =
        or_nothing(is_code ? *text(before, chains_.files->released) : found.before);
    edit.evidence["after"] = or_nothing(is_code ? *text(now, chains_.files->merged) : found.after);
  }

  void judge_parents(const chain::Revision& before, const chain::Revision& now) {
    std::set<std::string> old_ones(before.parents.begin(), before.parents.end());
    std::set<std::string> new_ones(now.parents.begin(), now.parents.end());
    if (old_ones == new_ones) return;
    const auto listed = [](const std::set<std::string>& ids) {
      return ids.empty() ? "nothing" : join({ids.begin(), ids.end()}, " and ");
    };
    Finding& edit = add("released-revision-edited", now,
                        before.id + " is released (" + chains_.files->name + ") on top of " +
                            listed(old_ones) + ", and builds on " + listed(new_ones) + " here",
                        now.parents_location.line > 0 ? now.parents_location : Location{now.file});
    edit.advice = "Leave its parents as they are, and put new revisions after the last one.";
  }

  void judge_checksum(const chain::Revision& before, const chain::Revision& now) {
    const auto old_text = chain::checksummed_text(format_, *text(before, chains_.files->released));
    const auto new_text = chain::checksummed_text(format_, *text(now, chains_.files->merged));
    if (old_text == new_text) return;
    add("released-checksum-changed", now,
        before.id + " does the same as in " + chains_.files->name + ", but " +
            (format_ == "sqlx" ? "sqlx" : "Flyway") +
            " compares the file's checksum with that of what it has applied, and refuses to go on",
        {chain::upgrade_file(now), 1, 1});
  }

  /// Only where the tool notes more than the version.
  void judge_renamed(const chain::Revision& before, const chain::Revision& now) {
    if (format_ != "flyway" && format_ != "plain") return;
    report_renamed(before, now,
                   format_ == "flyway" ? "Flyway compares the description with that of what it has "
                                         "applied, and refuses to go on"
                                       : "a tool that notes names applies it once more");
  }

  void report_renamed(const chain::Revision& before, const chain::Revision& now,
                      const std::string& what_then) {
    add("released-revision-renamed", now,
        before.id + " is released (" + chains_.files->name + ") and is called " + now.id +
            " here: " + what_then,
        {now.file});
  }

  /// Gone, or here under another version.
  void judge_missing(const chain::Revision& before) {
    if (before.is_repeatable) return;
    const std::string content = upgrade_content(*chains_.released, before);
    const auto found = new_by_content_.find(content);
    if (content.empty() || found == new_by_content_.end()) {
      deleted_.push_back(&before);
    } else {
      report_renamed(before, *found->second,
                     "databases that have it get the same changes once more, and fail");
    }
  }

  void note_new_revisions() {
    for (const auto& revision : chains_.merged->chain.revisions) {
      if (!released_.contains(chain::noted_version(format_, revision)))
        new_by_content_.emplace(upgrade_content(*chains_.merged, revision), &revision);
    }
  }

  /// As one if they are many: a squash, or another folder.
  void report_deleted() {
    constexpr std::size_t told_apart = 3;
    if (deleted_.size() > told_apart) {
      const auto& last = *deleted_.back();
      Finding& found =
          add("released-revision-deleted", last,
              counted(deleted_.size(), "revision") + " from " + deleted_.front()->id + " to " +
                  last.id + " are released (" + chains_.files->name + ") and are gone here",
              {last.file});
      found.advice =
          "If this is a squash, pgstair squash --check tells what becomes of databases that are "
          "at one of them; else restore them.";
      return;
    }
    for (const auto* revision : deleted_) {
      add("released-revision-deleted", *revision,
          revision->id + " is released (" + chains_.files->name + ") and is gone here",
          {revision->file});
    }
  }

  const ReleasedChains& chains_;
  std::string format_;
  ByVersion released_;
  ByVersion merged_;
  std::map<std::string, const chain::Revision*> new_by_content_;
  std::vector<const chain::Revision*> deleted_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> judge_released(const ReleasedChains& chains) {
  std::vector<Finding> findings = Judge(chains).run();
  std::ranges::move(judge_order(chains), std::back_inserter(findings));
  return findings;
}

}  // namespace pgstair::static_check
