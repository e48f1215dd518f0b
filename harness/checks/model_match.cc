// SPDX-License-Identifier: MIT
#include "checks/model_match.h"

#include <algorithm>
#include <utility>

#include "catalog/difference.h"
#include "catalog/filter.h"
#include "checks/findings.h"
#include "walk/bookkeeping.h"

namespace pgstair::checks {

namespace {

using catalog::ChangeKind;

std::string sentence(const catalog::Change& change) {
  const std::string object = catalog::to_string(change.identity);
  switch (change.kind) {
    case ChangeKind::added:
      return object + " is made by the chain and is not in the model";
    case ChangeKind::dropped:
      return object + " is in the model and is not made by the chain";
    case ChangeKind::reordered:
      return "The columns of " + object + " have another order than in the model";
    case ChangeKind::changed:
      break;
  }
  return object + " is not what the model says: " + changed_attributes(change);
}

}  // namespace

ModelMatch::ModelMatch(std::optional<catalog::Snapshot> model, std::string not_loaded)
    : model_(std::move(model)), not_loaded_(std::move(not_loaded)) {}

walk::CheckOutcome ModelMatch::judge(const walk::ChainRecord& record) {
  if (!model_) return not_checked(not_loaded_);
  if (record.applied.size() != record.chain->size()) {
    return not_checked("not every revision could be applied, so there is no head to compare");
  }
  auto difference = catalog::diff(*model_, record.head);
  catalog::apply({}, difference);  // where sequences stand is data, which no model has
  std::erase_if(difference, [](const catalog::Change& change) {
    return walk::is_version_table(change.identity);
  });
  std::vector<report::Finding> findings;
  for (const auto& change : difference) {
    findings.push_back(finding("model-differs", "", sentence(change), {}));
    if (change.kind == ChangeKind::reordered) findings.back().severity = report::Severity::note;
    add_evidence(findings.back(), change);
  }
  return judged(std::move(findings));
}

}  // namespace pgstair::checks
