// SPDX-License-Identifier: MIT
#include "walk/comparable.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/text.h"
#include "walk/version_tables.h"

namespace pgstair::walk {

namespace {

using Objects = std::vector<catalog::Object>;
using Json = nlohmann::ordered_json;

/// The role that owns the most tables; empty if there is no table.
std::string main_owner(const Objects& objects) {
  std::map<std::string, int> tables;
  for (const auto& object : objects) {
    if (object.identity.kind != "table") continue;
    const auto attributes = catalog::attributes(object);
    if (const auto owner = attributes.find("owner"); owner != attributes.end()) {
      ++tables[owner->second];
    }
  }
  const auto most =
      std::ranges::max_element(tables, {}, [](const auto& entry) { return entry.second; });
  return most == tables.end() ? "" : most->first;
}

/// "app: SELECT; bob: UPDATE (by app)" with one role for another.
std::string with_role(const std::string& privileges, const std::string& from,
                      const std::string& to) {
  std::string text = replace_all("; " + privileges, "; " + from + ": ", "; " + to + ": ");
  return replace_all(text, "(by " + from + ")", "(by " + to + ")").substr(2);
}

void rename_role(catalog::Object& object, const std::string& from, const std::string& to) {
  if (object.identity.kind == "default privileges") {
    object.identity.name =
        replace_all(object.identity.name + " ", " for " + from + " ", " for " + to + " ");
    object.identity.name.pop_back();
  }
  if (object.json.find(from) == std::string::npos) return;
  Json json = Json::parse(object.json);
  if (json.contains("owner") && json["owner"] == from) json["owner"] = to;
  for (const char* attribute : {"privileges", "revoked_privileges"}) {
    if (json.contains(attribute)) json[attribute] = with_role(json[attribute], from, to);
  }
  object.json = json.dump();
}

void leave_out_what_others_own(const std::set<catalog::Identity>& neighbours, Objects& objects) {
  std::set<std::string> owners;
  std::set<std::string> schemas;
  for (const auto& identity : neighbours) {
    if (identity.kind == "schema") schemas.insert(identity.name);
    if (identity.owner.empty()) owners.insert(qualified_name(identity));
  }
  std::erase_if(objects, [&](const catalog::Object& object) {
    const catalog::Identity& identity = object.identity;
    return identity.kind == "database" || neighbours.contains(identity) ||
           owners.contains(identity.owner) || schemas.contains(identity.schema) ||
           is_version_table(identity);
  });
}

}  // namespace

void make_comparable(catalog::Snapshot& expected, catalog::Snapshot& actual,
                     const std::set<catalog::Identity>& neighbours) {
  Objects wanted = expected.objects();
  Objects found = actual.objects();
  leave_out_what_others_own(neighbours, wanted);
  leave_out_what_others_own(neighbours, found);
  const std::string disposable_owner = main_owner(wanted);
  const std::string deployer = main_owner(found);
  if (!disposable_owner.empty() && !deployer.empty() && disposable_owner != deployer) {
    for (auto& object : wanted) rename_role(object, disposable_owner, deployer);
  }
  expected = catalog::snapshot_of(std::move(wanted), expected.unreadable());
  actual = catalog::snapshot_of(std::move(found), actual.unreadable());
}

}  // namespace pgstair::walk
