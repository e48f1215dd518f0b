// SPDX-License-Identifier: MIT
#include "checks/branch_order.h"

#include <algorithm>
#include <set>
#include <string>

#include "checks/findings.h"
#include "support/text.h"

namespace pgstair::checks {

namespace {

using catalog::ChangeKind;
using report::Finding;

/// The attributes that differ and are contested.
catalog::Change contested_part(catalog::Change change, const walk::ChainRecord& record) {
  std::erase_if(change.attributes, [&](const catalog::AttributeChange& attribute) {
    return std::ranges::none_of(record.contested, [&](const walk::Contested& contested) {
      return contested.identity == change.identity &&
             (contested.attribute == attribute.name || contested.attribute.empty());
    });
  });
  return change;
}

/// "default is 'a' if A comes before B, and 'b' the other way round"
std::string words(const catalog::Change& change, const std::string& order) {
  if (change.kind == ChangeKind::added)
    return "is not there if " + order + ", and is there the other way round";
  if (change.kind == ChangeKind::dropped)
    return "is there if " + order + ", and is not the other way round";
  std::vector<std::string> names;
  for (const auto& attribute : change.attributes)
    names.push_back(replace_all(attribute.name, "_", " "));
  const auto& first = change.attributes.front();
  const std::string values = first.before.value_or("") + first.after.value_or("");
  constexpr std::size_t longest = 120;
  if (names.size() > 1 || values.size() > longest || values.find('\n') != std::string::npos)
    return join(names, ", ") + ": one thing if " + order + ", and another the other way round";
  return names.front() + " is " + first.before.value_or("not set") + " if " + order + ", and " +
         first.after.value_or("not set") + " the other way round";
}

/// The last two revisions that contend for the object.
const walk::Contested* contenders(const catalog::Identity& identity,
                                  const walk::ChainRecord& record) {
  const walk::Contested* found = nullptr;
  for (const auto& contested : record.contested) {
    if (contested.identity == identity) found = &contested;
  }
  return found;
}

void report_differences(const walk::OtherOrder& other, const walk::ChainRecord& record,
                        std::set<catalog::Identity>& named, std::vector<Finding>& findings) {
  for (const auto& whole : other.difference) {
    const walk::Contested* contested = contenders(whole.identity, record);
    if (contested == nullptr || whole.kind == ChangeKind::reordered) continue;
    const catalog::Change change = contested_part(whole, record);
    if (change.kind == ChangeKind::changed && change.attributes.empty()) continue;
    if (!named.insert(change.identity).second) continue;
    const auto& revisions = record.chain->revisions();
    const chain::Revision& second = revisions[contested->second];
    const std::string order = revisions[contested->first].id + " comes before " + second.id;
    findings.push_back(finding("branches-disagree", second.id,
                               catalog::to_string(change.identity) + " depends on the order of " +
                                   "the branches: " + words(change, order),
                               {second.file}));
    add_evidence(findings.back(), change);
    // Labels that both have added: all are there, and only sort differently.
    if (change.identity.kind == "enum") findings.back().severity = report::Severity::warning;
  }
}

}  // namespace

walk::CheckOutcome BranchOrder::judge(const walk::ChainRecord& record) {
  if (!record.contested.empty() && record.walked_without != nullptr)
    return not_checked(record.descent.not_run);
  std::vector<Finding> findings;
  std::set<catalog::Identity> named;
  for (const auto& other : record.other_orders) {
    if (other.failure) {
      findings.push_back(failure_finding("branches-disagree", other.stopped_at->id,
                                         "With the branches in another order the upgrade fails",
                                         *other.failure));
    }
    report_differences(other, record, named, findings);
  }
  return judged(std::move(findings));
}

}  // namespace pgstair::checks
