// SPDX-License-Identifier: MIT
#include "squash/memory.h"

#include <algorithm>
#include <set>

#include "alembic/reader.h"
#include "checks/findings.h"
#include "sql/facts.h"
#include "squash/findings.h"
#include "support/text.h"
#include "verify/allowances.h"
#include "verify/verify.h"

namespace pgstair::squash {

namespace {

namespace fs = std::filesystem;
using report::Finding;

constexpr const char* forgets = "squash-forgets";

Finding forgotten_finding(const std::string& revision, const std::string& sentence,
                          report::Severity severity) {
  Finding made = checks::finding(forgets, revision, sentence, {});
  made.severity = severity;
  return made;
}

void add_labels(const verify::Options& old_options, const verify::Options& new_options,
                postgres::ScratchDatabases& databases, std::vector<Finding>& findings) {
  const auto labels = [&](const verify::Options& options) {
    return alembic::read_labels(verify::alembic_project(options),
                                [&] { return std::shared_ptr(databases.create()); });
  };
  const auto kept = labels(new_options);
  for (const auto& label : labels(old_options)) {
    if (!kept.contains(label))
      findings.push_back(forgotten_finding(
          "",
          "No revision of the new chain has the branch label " + label + ": " + label +
              "@head, and depends_on that names it, mean nothing any more",
          report::Severity::warning));
  }
}

void add_repeatables(const chain::Chain& old_chain, const chain::Chain& new_chain,
                     std::vector<Finding>& findings) {
  for (const auto& revision : old_chain.revisions()) {
    if (!revision.is_repeatable || new_chain.contains(revision.id)) continue;
    findings.push_back(forgotten_finding(
        "",
        revision.id +
            " was applied again whenever its text changed, and the new chain does not have it",
        report::Severity::warning));
  }
}

/// Whether its text says that it changes rows that are there. (Rows that it inserts are compared.)
bool changes_rows(const chain::Revision& revision) {
  const auto* script = chain::sql_of(revision.up);
  return script != nullptr && std::ranges::any_of(script->statements, [](const auto& statement) {
           const auto kind = sql::facts(statement.text).kind;
           return kind == sql::StatementKind::update || kind == sql::StatementKind::remove ||
                  kind == sql::StatementKind::merge;
         });
}

std::vector<std::string> gone_with_rows(const chain::Chain& old_chain,
                                        const chain::Chain& new_chain) {
  std::vector<std::string> ids;
  for (const auto& revision : old_chain.revisions()) {
    if (!new_chain.contains(revision.id) && changes_rows(revision)) ids.push_back(revision.id);
  }
  return ids;
}

void add_changes_of_rows(const std::vector<std::string>& ids, std::vector<Finding>& findings) {
  if (ids.empty()) return;
  Finding made = forgotten_finding(
      "",
      counted(ids.size(), "revision") + " that changed rows " + (ids.size() == 1 ? "is" : "are") +
          " gone: new databases have only what that leaves when there are no other rows, and "
          "one that stopped before needs the old files",
      report::Severity::note);
  made.evidence["detail"] = shown(ids);
  findings.push_back(std::move(made));
}

void add_baseline(const std::vector<chain::Revision>& behind, std::vector<Finding>& findings) {
  if (behind.empty()) return;
  findings.push_back(forgotten_finding(
      "",
      "The old chain has a baseline itself: what becomes of databases that stopped at " +
          behind.front().id + " to " + behind.back().id + ", which it stands for, is not known",
      report::Severity::note));
}

/// Ids of both chains.
class Ids {
 public:
  Ids(const verify::Options& old_options, const verify::Options& new_options)
      : old_(of(old_options)), new_(of(new_options)) {}

  /// Whether the name, an id or its beginning, means a revision of the old chain alone.
  bool is_gone(const std::string& name) const {
    const auto is_meant = [&](const std::string& id) { return id.starts_with(name); };
    return !name.empty() && std::ranges::any_of(old_, is_meant) &&
           std::ranges::none_of(new_, is_meant);
  }

 private:
  static std::vector<std::string> of(const verify::Options& options) {
    std::vector<std::string> ids;
    for (const auto& revision : verify::read_chain(options).revisions) ids.push_back(revision.id);
    return ids;
  }

  std::vector<std::string> old_;
  std::vector<std::string> new_;
};

Finding setting_finding(const std::string& what, const std::string& revision,
                        const Location& location) {
  return checks::finding("setting-names-gone-revision", "",
                         what + " names " + revision +
                             ", which the new chain does not have: pgstair verify refuses it",
                         location);
}

}  // namespace

std::vector<Finding> forgotten(AppliedChain& old_chain, const verify::Options& old_options,
                               AppliedChain& new_chain, const verify::Options& new_options,
                               postgres::ScratchDatabases& databases) {
  std::vector<Finding> findings;
  if (new_chain.format() == "alembic") add_labels(old_options, new_options, databases, findings);
  add_repeatables(old_chain.chain(), new_chain.chain(), findings);
  add_changes_of_rows(gone_with_rows(old_chain.chain(), new_chain.chain()), findings);
  if (new_chain.database().before_baseline().empty())
    add_baseline(old_chain.database().before_baseline(), findings);
  return findings;
}

std::vector<Finding> take_out_settings_of_gone(const verify::Options& old_options,
                                               verify::Options& new_options) {
  const bool allows_in_one = std::ranges::any_of(
      new_options.allowances, [](const auto& allowance) { return !allowance.revision.empty(); });
  if (!allows_in_one && new_options.expected_rows.empty() && new_options.fixtures.empty() &&
      new_options.from.empty())
    return {};
  const Ids ids(old_options, new_options);
  std::vector<Finding> findings;
  const auto take_out = [&](const std::string& what, const std::string& revision,
                            const Location& location) {
    const bool is_gone = ids.is_gone(revision);
    if (is_gone) findings.push_back(setting_finding(what, revision, location));
    return is_gone;
  };
  std::erase_if(new_options.allowances, [&](const verify::Allowance& allowance) {
    // What this command tells itself may be accepted in an old revision.
    return verify::is_told_by_verify(allowance.code) &&
           take_out("The allowance of " + allowance.code, allowance.revision,
                    allowance.revision_location);
  });
  std::erase_if(new_options.expected_rows, [&](const verify::ExpectedRows& expected) {
    return take_out("The expectation", expected.after, expected.expectation.location);
  });
  if (take_out("`from`", new_options.from, new_options.from_location)) new_options.from.clear();
  bool has_gone_fixture = false;
  if (!new_options.fixtures.empty()) {
    for (const auto& entry : fs::directory_iterator(new_options.fixtures)) {
      if (entry.path().extension() != ".sql") continue;
      const std::string revision = entry.path().stem().string();
      has_gone_fixture |= take_out("This fixture's name", revision, {entry.path().string()});
    }
  }
  if (has_gone_fixture) new_options.fixtures.clear();
  return findings;
}

}  // namespace pgstair::squash
