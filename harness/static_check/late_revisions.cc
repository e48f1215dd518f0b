// SPDX-License-Identifier: MIT
#include "static_check/late_revisions.h"

#include <algorithm>
#include <set>
#include <string>

#include "chain/chain.h"
#include "chain/noted.h"
#include "checks/findings.h"
#include "static_check/revision_identity.h"
#include "support/text.h"

namespace pgstair::static_check {

namespace {

using report::Finding;

/// What the tool does with a late revision; and whether that stops a deployment or loses it.
struct Rule {
  std::string sentence;
  report::Severity severity = report::Severity::error;
};

Rule rule_of(const std::string& format) {
  if (format == "alembic")
    return {"databases that are beyond never get it", report::Severity::error};
  const chain::Format* known = chain::find_format(format);
  if (known == nullptr)
    return {"whether it is still applied is not known", report::Severity::warning};
  return {std::string(known->version_table.late),
          known->version_table.applies_late ? report::Severity::warning : report::Severity::error};
}

/// For each revision of the chain, a released one that comes after it; null for none.
std::vector<const chain::Revision*> released_after(const chain::Chain& chain,
                                                   const std::string& format,
                                                   const ByVersion& released) {
  std::vector<const chain::Revision*> after(chain.size(), nullptr);
  for (std::size_t i = chain.size(); i-- > 0;) {
    for (const std::size_t child : chain.children(i)) {
      const auto& revision = chain.revisions()[child];
      const bool is_released =
          released.contains(chain::noted_version(format, revision)) && !revision.is_repeatable;
      if (after[i] == nullptr) after[i] = is_released ? &revision : after[child];
    }
  }
  return after;
}

void report_late(const ReleasedChains& chains, const chain::Chain& chain,
                 std::vector<Finding>& findings) {
  const std::string& format = chains.released->chain.format;
  const ByVersion released(chains.released->chain);
  const auto after = released_after(chain, format, released);
  const Rule rule = rule_of(format);
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const auto& revision = chain.revisions()[i];
    if (after[i] == nullptr || released.contains(chain::noted_version(format, revision))) continue;
    if (revision.is_repeatable) continue;
    Finding late =
        checks::finding("late-revision", revision.id,
                        revision.id + " comes before " + after[i]->id + ", which is released (" +
                            chains.files->name + "): " + rule.sentence,
                        {revision.file});
    late.severity = rule.severity;
    findings.push_back(std::move(late));
  }
}

/// Of a version that a new revision shares with one that was released meanwhile.
void report_taken(const ReleasedChains& chains, std::vector<Finding>& findings) {
  const std::string& format = chains.released->chain.format;
  const ByVersion released(chains.released->chain);
  const ByVersion merged(chains.merged->chain);
  const ByVersion here(*chains.here);
  std::set<std::string> told;
  for (const auto& revision : chains.merged->chain.revisions) {
    const std::string version = chain::noted_version(format, revision);
    const auto& sharing = merged.of(version);
    const auto& known = released.of(version);
    // What the chain here shows by itself is told already.
    if (sharing.size() < 2 || known.empty() || here.of(version).size() > 1) continue;
    if (std::ranges::find(known, revision.id, &chain::Revision::id) != known.end()) continue;
    if (!told.insert(version).second) continue;
    Finding found =
        checks::finding("duplicate-version", revision.id,
                        revision.id + " has the version of " + known.front()->id +
                            ", which has been released meanwhile (" + chains.files->name + ")",
                        {revision.file});
    found.severity = report::Severity::error;
    found.advice = "Take the next free version, after the last one of " + chains.files->name + ".";
    findings.push_back(std::move(found));
  }
}

bool has_fault(const std::vector<chain::Fault>& faults, std::string_view code) {
  return std::ranges::any_of(faults, [&](const auto& fault) { return fault.code == code; });
}

/// What only the merged chain's graph shows.
void report_graph(const ReleasedChains& chains, const std::vector<chain::Fault>& faults,
                  std::vector<Finding>& findings) {
  std::vector<chain::Fault> here;
  chain::Chain::build(chains.here->revisions, here);
  for (const auto& fault : faults) {
    if (fault.code != "two-heads" && fault.code != "duplicate-id") continue;
    if (has_fault(here, fault.code)) continue;
    if (fault.code == "two-heads" && chains.merged->chain.several_heads) continue;
    Finding found = checks::finding(fault.code, fault.revision,
                                    "Together with what has been released meanwhile (" +
                                        chains.files->name + "), " + fault.message,
                                    fault.location);
    if (!fault.advice.empty()) found.advice = fault.advice;
    findings.push_back(std::move(found));
  }
}

}  // namespace

std::vector<Finding> judge_order(const ReleasedChains& chains) {
  std::vector<Finding> findings;
  std::vector<chain::Fault> faults;
  const auto chain = chain::Chain::build(chains.merged->chain.revisions, faults);
  report_late(chains, chain, findings);
  report_taken(chains, findings);
  if (chains.files->is_behind) report_graph(chains, faults, findings);
  return findings;
}

}  // namespace pgstair::static_check
