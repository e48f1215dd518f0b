// SPDX-License-Identifier: MIT
#include "catalog/read/sequence_values.h"

#include <algorithm>
#include <functional>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

/// So many are read one by one, rather than asked after.
constexpr std::size_t few_sequences = 64;

/// How many of the `left` sequences one statement reads. A statement takes longer to plan than to
/// run, and a new sequence means another statement for the last group: so the last groups are
/// small.
std::size_t size_of_group(std::size_t left) {
  constexpr std::size_t many = 512;
  return left >= many ? many : std::min(left, few_sequences);
}

/// How often anybody looked at the sequence `seqrelid` so far, whatever came of it.
constexpr const char* looks =
    "pg_stat_get_blocks_fetched(seqrelid) + pg_stat_get_xact_blocks_fetched(seqrelid)";

/// What the server sends for a boolean, as JSON has it.
std::string to_json(std::string_view boolean) { return boolean == "t" ? "true" : "false"; }

}  // namespace

SequenceName sequence_name(const RootKey& root, const Identity& identity) {
  return {root, identity.schema + "." + identity.name};
}

bool take_out_closed(std::vector<SequenceName>& sequences, ReadTransaction& transaction,
                     const Access& access) {
  if (access.every_sequence) return false;
  const auto closed = closed_sequences(transaction);
  return std::erase_if(sequences, [&](const SequenceName& sequence) {
           return closed.contains(sequence.key.oid);
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

SequenceValues::Group SequenceValues::make_group(std::span<const SequenceName> sequences) {
  Group group;
  group.sequences.assign(sequences.begin(), sequences.end());
  group.sql = sequence_values_sql(sequences);
  group.statement = "pgstair_sequences_" + std::to_string(std::hash<std::string>{}(group.sql));
  return group;
}

/// Makes the groups those of `sequences`, and keeps the ones that are.
void SequenceValues::regroup(const std::vector<SequenceName>& sequences) {
  std::size_t index = 0;
  for (std::size_t first = 0; first < sequences.size(); ++index) {
    const std::span group =
        std::span(sequences).subspan(first, size_of_group(sequences.size() - first));
    if (index == groups_.size()) groups_.emplace_back();
    if (!std::ranges::equal(groups_[index].sequences, group)) groups_[index] = make_group(group);
    first += group.size();
  }
  groups_.resize(index);
}

SequenceValues::Looks SequenceValues::read_looks(ReadTransaction& transaction) {
  const auto rows = transaction.execute_prepared(
      "pgstair_looks", std::string("SELECT seqrelid, ") + looks + " FROM pg_sequence", {});
  Looks result;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    result[to_oid(*rows.at(row, 0))] = std::stoll(rows.text(row, 1));
  }
  return result;
}

bool SequenceValues::read(ReadTransaction& transaction, const std::vector<SequenceName>& sequences,
                          bool gapless) {
  if (sequences.size() <= few_sequences || !gapless) {
    read_all(transaction, sequences);
    looks_.clear();
  } else if (all_as_they_were(transaction, sequences)) {
    return false;
  } else {
    read_moved(transaction, sequences);
    looks_ = read_looks(transaction);  // ours were looks, too
  }
  return true;
}

/// Whether the sequences are those of the last read and nobody looked at any of them since.
bool SequenceValues::all_as_they_were(ReadTransaction& transaction,
                                      const std::vector<SequenceName>& sequences) const {
  const bool same = std::ranges::equal(sequences, values_, {}, &SequenceName::key,
                                       [](const auto& value) { return value.first; });
  if (!same || looks_.empty()) return false;
  std::int64_t known = 0;
  for (const auto& [oid, count] : looks_) known += count;
  const auto rows = transaction.execute_prepared(
      "pgstair_sum_of_looks", std::string("SELECT sum(") + looks + ") FROM pg_sequence", {});
  return std::stoll(rows.text(0, 0)) == known;
}

void SequenceValues::read_moved(ReadTransaction& transaction,
                                const std::vector<SequenceName>& sequences) {
  const Looks now = read_looks(transaction);
  const auto count = [](const Looks& looks, const SequenceName& sequence) {
    const auto found = looks.find(sequence.key.oid);
    return found == looks.end() ? -1 : found->second;
  };
  std::map<RootKey, SequenceValue> values;
  std::vector<SequenceName> moved;
  for (const SequenceName& sequence : sequences) {
    const auto value = values_.find(sequence.key);
    if (value == values_.end() || count(looks_, sequence) != count(now, sequence)) {
      moved.push_back(sequence);
    } else {
      values.insert(*value);
    }
  }
  if (moved.size() > few_sequences) return read_all(transaction, sequences);
  values_ = std::move(values);
  if (moved.empty()) return;
  const auto rows = transaction.execute(sequence_values_sql(moved), {});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    values_[moved[row].key] = sequence_value(rows, row);
  }
}

void SequenceValues::read_all(ReadTransaction& transaction,
                              const std::vector<SequenceName>& sequences) {
  regroup(sequences);
  values_.clear();
  for (const Group& group : groups_) {
    const auto rows = transaction.execute_prepared(group.statement, group.sql, {});
    for (std::size_t row = 0; row < rows.size(); ++row) {
      values_[group.sequences[row].key] = sequence_value(rows, row);
    }
  }
}

Snapshot::Objects SequenceValues::with_value(const RootKey& key, const Snapshot::Objects& objects) {
  const auto found = values_.find(key);
  if (found == values_.end()) return objects;
  const SequenceValue& value = found->second;
  Placed& placed = placed_[key];
  if (placed.without_value != objects || placed.value != value) {
    placed = {objects, value,
              std::make_shared<const std::vector<Object>>(
                  1, catalog::with_value(objects->front(), value))};
  }
  return placed.with_value;
}

}  // namespace pgstair::catalog
