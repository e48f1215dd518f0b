// SPDX-License-Identifier: MIT
#include "checks/model_match.h"

#include <algorithm>
#include <array>
#include <utility>

#include "catalog/describe.h"
#include "catalog/difference.h"
#include "catalog/filter.h"
#include "catalog/server_difference.h"
#include "checks/findings.h"
#include "checks/routine_layout.h"
#include "support/contains.h"
#include "walk/comparable.h"
#include "walk/version_tables.h"

namespace pgstair::checks {

namespace {

using catalog::ChangeKind;

std::string sentence(const catalog::Change& change) {
  const std::string object = catalog::subject(change);
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
  return object +
         " is not what the model says: " + different_attributes(change, "the model", "the chain");
}

/// Kinds of objects that SQLAlchemy's metadata can declare.
constexpr std::array<std::string_view, 7> kinds_of_tables{
    "table", "column", "constraint", "index", "enum", "sequence", "domain"};

/// What metadata cannot say of an object that it declares.
constexpr std::array<std::string_view, 12> attributes_beyond_tables{
    "owner",   "privileges",  "row_security", "force_row_security",
    "storage", "compression", "statistics",   "replica_identity",
    "options", "triggers",    "of_type",      "index_statistics"};

bool is_partition(const catalog::Change& change) {
  return std::ranges::any_of(change.attributes, [](const catalog::AttributeChange& attribute) {
    return attribute.name == "partition_of";
  });
}

/// Whether the chain says more than a model that knows only tables could.
bool is_beyond_tables(const catalog::Change& change) {
  const bool is_of_tables = contains(kinds_of_tables, change.identity.kind);
  if (change.kind == ChangeKind::added) return !is_of_tables || is_partition(change);
  if (change.kind != ChangeKind::changed) return false;
  return !is_of_tables ||
         std::ranges::all_of(change.attributes, [](const catalog::AttributeChange& attribute) {
           return contains(attributes_beyond_tables, attribute.name);
         });
}

std::string what_is_beyond(const catalog::Change& change) {
  return change.kind == ChangeKind::added
             ? " is made by the chain, and the metadata cannot express it"
             : " has what the metadata cannot express: " + changed_attributes(change);
}

}  // namespace

ModelMatch::ModelMatch(LoadModel load) : load_(std::move(load)) {}

walk::CheckOutcome ModelMatch::judge(const walk::ChainRecord& record) {
  if (record.applied.size() != record.chain->size()) {
    return not_checked("not every revision could be applied, so there is no head to compare");
  }
  Model model = load_(record.head);
  if (!model.snapshot) {
    auto outcome = not_checked(model.not_loaded);
    outcome.findings = std::move(model.findings);
    return outcome;
  }
  catalog::Snapshot head = record.head;
  if (model.is_live) walk::make_comparable(head, *model.snapshot, model.neighbours);
  auto difference = catalog::diff(*model.snapshot, head);
  catalog::apply({}, difference);  // where sequences stand is data, which no model has
  catalog::remove_server_differences(difference, model.server_version, record.server_version);
  std::erase_if(difference, [&model](const catalog::Change& change) {
    return walk::is_version_table(change.identity) || model.left_out.contains(change.identity);
  });
  catalog::leave_out_sequences_of_tables(difference);
  std::vector<report::Finding> findings;
  for (const auto& change : difference) {
    findings.push_back(finding("model-differs", "", sentence(change), {}));
    const bool cannot_be_said = model.knows_only_tables && is_beyond_tables(change);
    if (change.kind == ChangeKind::reordered || cannot_be_said)
      findings.back().severity = report::Severity::note;
    if (cannot_be_said) {
      findings.back().message = catalog::to_string(change.identity) + what_is_beyond(change);
      findings.back().advice =
          "Declare it in an SQL file beside the metadata: model = "
          "[\"metadata\", \"extras.sql\"] in pgstair.toml.";
    }
    if (changes_only_layout(change, head)) findings.back().severity = report::Severity::note;
    add_evidence(findings.back(), change);
  }
  return judged(std::move(findings));
}

}  // namespace pgstair::checks
