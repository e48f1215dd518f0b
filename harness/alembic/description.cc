// SPDX-License-Identifier: MIT
#include "alembic/description.h"

#include <algorithm>
#include <set>

#include "chain/declarations.h"
#include "support/contains.h"

namespace pgstair::alembic {

namespace {

using nlohmann::json;

void read_marker(const json& marker, chain::Revision& revision, std::vector<chain::Fault>& faults) {
  const std::string verb = marker[0];
  const std::string words = marker[1];
  chain::declare({"# pgstair: ", verb, words, {revision.file, marker[2], marker[3]}}, revision,
                 faults);
}

chain::Revision revision_of(const json& described, const ProjectOptions& options,
                            std::vector<chain::Fault>& faults) {
  chain::Revision revision;
  revision.id = described["id"];
  revision.file = shown(described["file"], options);
  revision.parents = described["parents"].get<std::vector<std::string>>();
  for (const std::string dependency : described["dependencies"]) {
    if (!contains(revision.parents, dependency)) revision.parents.push_back(dependency);
  }
  revision.parents_location = {revision.file, described["parents_line"]};
  const auto script = [&](chain::Direction direction, const char* line) {
    return chain::ProgramScript{revision.id,
                                direction,
                                {revision.file, described[line]},
                                described["may_keep_values"],
                                described["may_hide_refusals"],
                                described["may_add_label"]};
  };
  revision.up = script(chain::Direction::up, "upgrade_line");
  revision.down_location = Location{revision.file, described["downgrade_line"]};
  if (described["has_downgrade"]) revision.down = script(chain::Direction::down, "downgrade_line");
  if (described["refuses"].is_string()) revision.irreversible = described["refuses"];
  for (const auto& fault : described["faults"]) {
    const int column = fault.size() > 3 ? fault[3].get<int>() : 0;
    faults.push_back({fault[0], fault[2], {revision.file, fault[1], column}, revision.id, ""});
  }
  if (described.contains("does_not_load")) revision.not_runnable = described["does_not_load"];
  for (const auto& marker : described["markers"]) read_marker(marker, revision, faults);
  return revision;
}

/// Several heads are branches on purpose (`alembic upgrade heads`) if no two have the same labels.
/// A branch hands its label down to what builds on it, so a fork within it shows.
bool heads_are_told_apart(const json& project) {
  std::set<json> labels;
  for (const auto& revision : project["revisions"]) {
    const auto& heads = project["heads"];
    if (!contains(heads, revision["id"])) continue;
    if (!labels.insert(revision["labels"]).second) return false;
  }
  return true;
}

}  // namespace

chain::ReadResult read_description(const json& project, const ProjectOptions& options) {
  chain::ReadResult result;
  result.format = "alembic";
  for (const auto& described : project["revisions"]) {
    result.revisions.push_back(revision_of(described, options, result.faults));
  }
  if (project["graph_error"].is_string()) {
    for (auto& revision : result.revisions)
      revision.not_runnable =
          "Alembic cannot load the chain: " + std::string(project["graph_error"]);
  }
  result.several_heads = heads_are_told_apart(project);
  return result;
}

}  // namespace pgstair::alembic
