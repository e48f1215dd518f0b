// SPDX-License-Identifier: MIT
#include "catalog/sequence_values.h"

#include <algorithm>
#include <functional>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

/// How many sequences one statement reads. A new sequence means another statement for the last
/// group only, and a session keeps what was prepared.
constexpr std::size_t group_size = 64;

/// What the server sends for a boolean, as JSON has it.
std::string to_json(std::string_view boolean) { return boolean == "t" ? "true" : "false"; }

}  // namespace

SequenceValues::Group SequenceValues::make_group(std::span<const SequenceName> sequences) {
  Group group;
  group.sequences.assign(sequences.begin(), sequences.end());
  std::vector<std::string> parts;
  for (const auto& [key, name] : sequences) {
    parts.push_back("SELECT last_value, is_called FROM " + name);
  }
  group.sql = join(parts, " UNION ALL ");
  group.statement = "pgstair_sequences_" + std::to_string(std::hash<std::string>{}(group.sql));
  return group;
}

/// Makes the groups those of `sequences`, and keeps the ones that are.
void SequenceValues::regroup(const std::vector<SequenceName>& sequences) {
  std::size_t index = 0;
  for (std::size_t first = 0; first < sequences.size(); first += group_size, ++index) {
    const std::span group =
        std::span(sequences).subspan(first, std::min(group_size, sequences.size() - first));
    if (index == groups_.size()) groups_.emplace_back();
    if (!std::ranges::equal(groups_[index].sequences, group)) groups_[index] = make_group(group);
  }
  groups_.resize(index);
}

void SequenceValues::read(ReadTransaction& transaction,
                          const std::vector<SequenceName>& sequences) {
  regroup(sequences);
  values_.clear();
  for (const Group& group : groups_) {
    const auto rows = transaction.execute_prepared(group.statement, group.sql, {});
    for (std::size_t row = 0; row < rows.size(); ++row) {
      values_[group.sequences[row].key] = {rows.text(row, 0), rows.text(row, 1)};
    }
  }
}

Snapshot::Objects SequenceValues::with_value(const RootKey& key, const Snapshot::Objects& objects) {
  const auto found = values_.find(key);
  if (found == values_.end()) return objects;
  const Value& value = found->second;
  Placed& placed = placed_[key];
  if (placed.without_value != objects || placed.value != value) {
    Object object = objects->front();
    object.json.insert(object.json.rfind('}'), ", \"last_value\" : " + value.last_value +
                                                   ", \"is_called\" : " + to_json(value.is_called));
    placed = {objects, value, std::make_shared<const std::vector<Object>>(1, std::move(object))};
  }
  return placed.with_value;
}

}  // namespace pgstair::catalog
