// SPDX-License-Identifier: MIT
#include "catalog/sequence_values.h"

#include <functional>

#include "support/text.h"

namespace pgstair::catalog {

void SequenceValues::read(ReadTransaction& transaction,
                          const std::vector<SequenceName>& sequences) {
  if (sequences != sequences_) {
    sequences_ = sequences;
    std::vector<std::string> parts;
    for (const auto& [key, name] : sequences) {
      parts.push_back(
          "SELECT '\"last_value\" : ' || last_value || ', \"is_called\" : ' || is_called FROM " +
          name);
    }
    sql_ = join(parts, " UNION ALL ");
    // The list is part of the name: another session may still know the statement for another list.
    statement_ = "pgstair_sequences_" + std::to_string(std::hash<std::string>{}(sql_));
  }
  values_.clear();
  if (sequences.empty()) return;
  const auto rows = transaction.execute_prepared(statement_, sql_, {});
  for (std::size_t row = 0; row < rows.size(); ++row)
    values_[sequences[row].key] = rows.text(row, 0);
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
