// SPDX-License-Identifier: MIT
#include "catalog/track/sequence_tracker.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <utility>

#include "catalog/track/catalog_poll.h"

namespace pgstair::catalog {

namespace {

/// So many are read one by one, rather than asked after.
constexpr std::size_t most_read_each_time = 64;

/// How many one statement reads: a new sequence means another statement for the last of them.
constexpr std::size_t sequences_of_statement = 16;

/// How often anybody looked at a sequence so far, whatever came of it: of all, and of each.
constexpr const char* sum_of_looks_sql =
    "SELECT sum(pg_stat_get_blocks_fetched(seqrelid) + pg_stat_get_xact_blocks_fetched(seqrelid))"
    " FROM pg_sequence";
constexpr const char* looks_sql =
    "SELECT seqrelid, pg_stat_get_blocks_fetched(seqrelid)"
    " + pg_stat_get_xact_blocks_fetched(seqrelid) FROM pg_sequence";

std::vector<PreparedQuery> queries_for(std::span<const SequenceName> sequences) {
  std::vector<PreparedQuery> queries;
  while (!sequences.empty()) {
    const auto asked = sequences.first(std::min(sequences_of_statement, sequences.size()));
    const std::string sql = sequence_values_sql(asked);
    queries.push_back(
        {"sequences_" + std::to_string(std::hash<std::string>{}(sql)), sql, {}, Planning::any});
    sequences = sequences.subspan(asked.size());
  }
  return queries;
}

/// By their order in `sequences`, what `answers` to queries_for() says of them.
std::map<RootKey, SequenceValue> values_of(std::span<const SequenceName> sequences,
                                           std::span<const postgres::Rows> answers) {
  std::map<RootKey, SequenceValue> values;
  std::size_t at = 0;
  for (const postgres::Rows& rows : answers) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      values[sequences[at++].key] = sequence_value(rows, row);
    }
  }
  return values;
}

}  // namespace

std::vector<PreparedQuery> SequenceTracker::queries(const std::vector<SequenceName>& known) const {
  if (known.size() <= most_read_each_time) return queries_for(known);
  return {{"sum_of_looks", sum_of_looks_sql, {}, Planning::any}};
}

bool SequenceTracker::update(const Ask& ask, const std::vector<SequenceName>& known,
                             std::span<const postgres::Rows> answers,
                             const std::vector<SequenceName>& others, bool counts_complete) {
  std::map<RootKey, SequenceValue> values;
  if (known.size() <= most_read_each_time) {
    looks_.clear();
    values = values_of(known, answers);
    values.merge(values_of(others, ask(queries_for(others))));
  } else {
    if (!counts_complete) looks_.clear();
    if (others.empty() && known.size() == values_.size() && nobody_looked(answers)) return false;
    std::vector<SequenceName> all = known;
    all.insert(all.end(), others.begin(), others.end());
    values = read_moved(ask, all);
  }
  const bool is_other = values != values_;
  values_ = std::move(values);
  return is_other;
}

bool SequenceTracker::nobody_looked(std::span<const postgres::Rows> answers) const {
  if (looks_.empty()) return false;
  std::int64_t known = 0;
  for (const auto& [oid, count] : looks_) known += count;
  return to_integer(*answers.front().at(0, 0)) == known;
}

/// Of all sequences; without looks_, every one is read.
std::map<RootKey, SequenceValue> SequenceTracker::read_moved(
    const Ask& ask, const std::vector<SequenceName>& sequences) {
  const auto read_looks = [&ask] {
    const auto rows = ask({{"looks", looks_sql, {}, Planning::any}})[0];
    Looks now;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      now[to_oid(*rows.at(row, 0))] = to_integer(*rows.at(row, 1));
    }
    return now;
  };
  const Looks now = read_looks();
  const auto count = [](const Looks& looks, const SequenceName& sequence) {
    const auto found = looks.find(sequence.key.oid);
    return found == looks.end() ? -1 : found->second;
  };
  std::map<RootKey, SequenceValue> values;
  std::vector<SequenceName> moved;
  for (const SequenceName& sequence : sequences) {
    const auto value = values_.find(sequence.key);
    if (value == values_.end() || looks_.empty() ||
        count(looks_, sequence) != count(now, sequence)) {
      moved.push_back(sequence);
    } else {
      values.insert(*value);
    }
  }
  values.merge(values_of(moved, ask(queries_for(moved))));
  looks_ = read_looks();  // ours were looks, too
  return values;
}

Snapshot::Objects SequenceTracker::with_value(const RootKey& key,
                                              const Snapshot::Objects& objects) {
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
