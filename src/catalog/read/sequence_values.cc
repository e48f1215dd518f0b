// SPDX-License-Identifier: MIT
#include "catalog/read/sequence_values.h"

#include <algorithm>
#include <functional>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

/// What the server sends for a boolean, as JSON has it.
std::string to_json(std::string_view boolean) { return boolean == "t" ? "true" : "false"; }

}  // namespace

SequenceName sequence_name(const ObjectAddress& root, const Identity& identity) {
  return {root, identity.schema + "." + identity.name};
}

bool take_out_closed(std::vector<SequenceName>& sequences, ReadTransaction& transaction,
                     const Access& access) {
  if (access.every_sequence) return false;
  const auto closed = closed_sequences(transaction);
  return std::erase_if(sequences, [&](const SequenceName& sequence) {
           return closed.contains(sequence.key.objid);
         }) > 0;
}

std::string sequence_values_sql(std::span<const SequenceName> sequences) {
  std::vector<std::string> parts;
  for (const auto& [key, name] : sequences) {
    parts.push_back("SELECT last_value, is_called FROM " + name);
  }
  return join(parts, " UNION ALL ");
}

SequenceValue sequence_value(const postgres::Rows& rows, std::size_t row) {
  return {rows.text(row, 0), rows.text(row, 1)};
}

Object with_value(Object sequence, const SequenceValue& value) {
  sequence.json.insert(
      sequence.json.rfind('}'),
      ", \"last_value\" : " + value.last_value + ", \"is_called\" : " + to_json(value.is_called));
  return sequence;
}

}  // namespace pgstair::catalog
