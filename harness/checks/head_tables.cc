// SPDX-License-Identifier: MIT
#include "checks/head_tables.h"

#include <algorithm>

namespace pgstair::checks {

namespace {

std::string value(const catalog::Attributes& attributes, const char* name) {
  const auto found = attributes.find(name);
  return found == attributes.end() ? "" : found->second;
}

void add(const catalog::Object& object, HeadTable& table) {
  const std::string& kind = object.identity.kind;
  if (kind == "constraint") table.constraints.push_back(object);
  if (kind == "index") table.indexes.push_back(object);
  if (kind == "policy") table.policies.push_back(object);
  if (kind == "table") {
    const auto attributes = catalog::attributes(object);
    table.identity = object.identity;
    table.row_security = value(attributes, "row_security") == "yes";
    table.is_partition = attributes.contains("partition_of");
    table.inherits = value(attributes, "inherits");
  }
  if (kind == "column") {
    const auto attributes = catalog::attributes(object);
    table.columns[object.identity.name] = {value(attributes, "type"),
                                           value(attributes, "not_null") == "no"};
  }
}

}  // namespace

HeadTables head_tables(const walk::ChainRecord& record) {
  HeadTables tables;
  for (const auto& root : record.head.roots()) {
    const auto table = std::ranges::find(
        *root.objects, "table", [](const catalog::Object& object) { return object.identity.kind; });
    if (table == root.objects->end() || !record.changes.contains(table->identity)) continue;
    HeadTable& read = tables[catalog::qualified_name(table->identity)];
    for (const auto& object : *root.objects) add(object, read);
  }
  return tables;
}

const chain::Revision* made_by(const catalog::Identity& identity, const walk::ChainRecord& record) {
  auto change = record.changes.find(identity);
  if (change == record.changes.end()) {
    change = std::ranges::find_if(record.changes, [&](const auto& other) {
      return other.first.kind == "table" && catalog::qualified_name(other.first) == identity.owner;
    });
  }
  return change == record.changes.end() ? nullptr : &record.chain->revisions()[change->second];
}

}  // namespace pgstair::checks
