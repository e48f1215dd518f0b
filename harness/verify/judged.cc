// SPDX-License-Identifier: MIT
#include "verify/judged.h"

#include <algorithm>
#include <string>

#include "chain/ancestry.h"

namespace pgstair::verify {

namespace {

/// All but the revision that `since` names and what it builds on.
NewRevisions not_before(const Options& options, const chain::ReadResult& read) {
  std::vector<chain::Fault> told_later;
  const chain::Chain chain = chain::Chain::build(read.revisions, told_later);
  const std::string last = chain::revision_named(chain, options.since, options.since_location);
  NewRevisions found{last.empty() ? "base" : last, {}};
  const std::size_t end = last.empty() ? 0 : chain.index_of(last);
  const chain::Ancestry ancestry(chain);
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const std::string& id = chain.revisions()[i].id;
    const bool is_before = id == last || (i < end && ancestry.builds_on(end, i));
    if (!is_before) found.ids.insert(id);
  }
  return found;
}

}  // namespace

Judged::Judged(const Options& options, chain::ReadResult& read) : new_(options.new_revisions) {
  if (!options.since.empty()) new_ = not_before(options, read);
  if (!new_) return;
  std::ranges::stable_partition(read.revisions, [&](const chain::Revision& revision) {
    return !new_->ids.contains(revision.id);
  });
}

std::size_t Judged::first(const chain::Chain& chain) const {
  if (!new_) return 0;
  const auto found = std::ranges::find_if(chain.revisions(), [&](const chain::Revision& revision) {
    return new_->ids.contains(revision.id);
  });
  return static_cast<std::size_t>(found - chain.revisions().begin());
}

report::NotJudged Judged::left_out(const chain::Chain& chain) const {
  return new_ ? report::NotJudged{new_->since, first(chain)} : report::NotJudged{};
}

bool Judged::knows_all_of(const std::string& revision, const chain::Chain& chain) const {
  const std::size_t begin = first(chain);
  return begin == 0 || (chain.contains(revision) && chain.index_of(revision) >= begin);
}

void Judged::leave_out_findings(const chain::Chain& chain,
                                std::vector<report::Finding>& findings) const {
  const std::size_t begin = first(chain);
  std::erase_if(findings, [&](const report::Finding& finding) {
    const bool is_of_chain = finding.code == "two-heads";  // it names one of them
    return !is_of_chain && finding.check != "replay" && chain.contains(finding.revision) &&
           chain.index_of(finding.revision) < begin;
  });
}

}  // namespace pgstair::verify
