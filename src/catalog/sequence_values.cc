// SPDX-License-Identifier: MIT
#include "catalog/sequence_values.h"

#include <algorithm>
#include <functional>
#include <span>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

/// How many sequences one statement reads. A new sequence means another statement for the last
/// group only, and a session keeps what was prepared.
constexpr std::size_t group_size = 64;

std::string select_values(std::span<const SequenceName> sequences) {
  std::vector<std::string> parts;
  for (const auto& [key, name] : sequences) {
    parts.push_back(
        "SELECT '\"last_value\" : ' || last_value || ', \"is_called\" : ' || is_called FROM " +
        name);
  }
  return join(parts, " UNION ALL ");
}

}  // namespace

void SequenceValues::read(ReadTransaction& transaction,
                          const std::vector<SequenceName>& sequences) {
  values_.clear();
  for (std::size_t first = 0; first < sequences.size(); first += group_size) {
    const std::span group =
        std::span(sequences).subspan(first, std::min(group_size, sequences.size() - first));
    const std::string sql = select_values(group);
    // The list is part of the name: the session may still know the statement for another list.
    const std::string name = "pgstair_sequences_" + std::to_string(std::hash<std::string>{}(sql));
    const auto rows = transaction.execute_prepared(name, sql, {});
    for (std::size_t row = 0; row < rows.size(); ++row) values_[group[row].key] = rows.text(row, 0);
  }
}

Snapshot::Objects SequenceValues::with_value(const RootKey& key, const Snapshot::Objects& objects) {
  const auto value = values_.find(key);
  if (value == values_.end()) return objects;
  Placed& placed = placed_[key];
  if (placed.without_value != objects || placed.value != value->second) {
    Object object = objects->front();
    object.json.insert(object.json.rfind('}'), ", " + value->second);
    placed = {objects, value->second,
              std::make_shared<const std::vector<Object>>(1, std::move(object))};
  }
  return placed.with_value;
}

}  // namespace pgstair::catalog
