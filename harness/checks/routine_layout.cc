// SPDX-License-Identifier: MIT
#include "checks/routine_layout.h"

#include <algorithm>

#include "sql/same.h"

namespace pgstair::checks {

namespace {

bool is_of_plain_language(const catalog::Identity& routine, const catalog::Snapshot& snapshot) {
  const auto& objects = snapshot.objects();
  const auto found = std::ranges::find(objects, routine, &catalog::Object::identity);
  if (found == objects.end()) return false;
  const auto attributes = catalog::attributes(*found);
  const auto language = attributes.find("language");
  return language != attributes.end() &&
         (language->second == "sql" || language->second == "plpgsql");
}

}  // namespace

bool changes_only_layout(const catalog::Change& change, const catalog::Snapshot& snapshot) {
  if (change.kind != catalog::ChangeKind::changed || change.attributes.size() != 1) return false;
  const catalog::AttributeChange& body = change.attributes.front();
  return body.name == "body" && body.before && body.after &&
         sql::same_words(*body.before, *body.after) &&
         is_of_plain_language(change.identity, snapshot);
}

}  // namespace pgstair::checks
