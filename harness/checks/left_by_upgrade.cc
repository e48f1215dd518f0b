// SPDX-License-Identifier: MIT
#include "checks/left_by_upgrade.h"

#include <algorithm>
#include <string>
#include <variant>

#include "checks/findings.h"
#include "support/text.h"

namespace pgstair::checks {

namespace {

using report::Finding;

Finding behind(const walk::ColumnSequence& sequence, const chain::Revision& revision,
               const std::string& on_what) {
  Finding result = finding("sequence-behind-column", revision.id,
                           "After the upgrade" + on_what + ", " + sequence.sequence +
                               " has yet to give numbers that rows of " + sequence.table +
                               " have in " + sequence.column,
                           {revision.file});
  result.object = "sequence " + sequence.sequence;
  result.advice = "At the end of the upgrade: " + walk::mend(sequence) + ";";
  return result;
}

/// "column public.t.name is missing", of what is there from what would have been made.
std::string words(const catalog::Change& change) {
  const std::string object = catalog::to_string(change.identity);
  if (change.kind == catalog::ChangeKind::added) return object + " is missing";
  if (change.kind == catalog::ChangeKind::dropped) return object + " is there as well";
  std::vector<std::string> parts;
  for (const auto& attribute : change.attributes) {
    parts.push_back(replace_all(attribute.name, "_", " ") + " is " +
                    attribute.before.value_or("not set") + " instead of " +
                    attribute.after.value_or("not set"));
  }
  return object + ": " + join(parts, ", ");
}

Finding skipped(const walk::SkippedCreation& creation, const chain::Revision& revision) {
  const std::string object = catalog::to_string(creation.identity);
  Finding result =
      finding("if-not-exists-meets-another", revision.id,
              "IF NOT EXISTS does nothing: another " + object + " is there", creation.location);
  result.object = object;
  std::vector<std::string> lines;
  for (const auto& change : creation.difference) lines.push_back(words(change));
  result.evidence["detail"] = join(lines, "\n");
  return result;
}

bool names(const chain::Revision& revision, const std::string& name) {
  const auto* script = chain::sql_of(revision.up);
  return script != nullptr && chain::mentions(*script, name);
}

}  // namespace

std::vector<Finding> left_by_upgrade(const walk::RevisionRecord& record) {
  std::vector<Finding> findings;
  for (const auto& creation : record.skipped_creations)
    findings.push_back(skipped(creation, *record.revision));
  for (const auto& sequence : record.sequences_behind)
    findings.push_back(behind(sequence, *record.revision, ""));
  if (!record.rows) return findings;
  for (const auto& sequence :
       walk::newly_behind(record.sequences_behind, record.rows->sequences_behind))
    findings.push_back(behind(sequence, *record.revision, " of tables with rows"));
  return findings;
}

std::vector<Finding> invalid_indexes(const walk::ChainRecord& record) {
  std::vector<Finding> findings;
  for (const auto& root : record.head.roots()) {
    for (const auto& object : *root.objects) {
      if (object.identity.kind != "index") continue;
      const auto attributes = catalog::attributes(object);
      const auto valid = attributes.find("valid");
      if (valid == attributes.end() || valid->second != "no") continue;
      const chain::Revision* named_by = nullptr;
      for (const std::size_t index : record.applied) {
        const chain::Revision& revision = record.chain->revisions()[index];
        if (names(revision, replace_all(object.identity.name, "\"", ""))) named_by = &revision;
      }
      const std::string name = catalog::to_string(object.identity);
      findings.push_back(finding("leaves-invalid-index", named_by == nullptr ? "" : named_by->id,
                                 "At head the " + name + " is not valid",
                                 {named_by == nullptr ? "" : named_by->file, 0, 0}));
      findings.back().object = name;
    }
  }
  return findings;
}

}  // namespace pgstair::checks
