// SPDX-License-Identifier: MIT
#include "catalog/track/sequence_tracker.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <utility>

#include "catalog/read/root_kinds.h"
#include "catalog/track/catalog_poll.h"

namespace pgstair::catalog {

namespace {

/// So many are read one by one, rather than asked after.
constexpr std::size_t most_read_each_time = 64;

/// How many one statement reads: a new sequence means another statement for the last of them.
constexpr std::size_t sequences_of_statement = 16;

/// How often anybody looked at a sequence so far, whatever came of it: of all, and of each.
constexpr const char* looks_at =
    "pg_stat_get_blocks_fetched(oid) + pg_stat_get_xact_blocks_fetched(oid)";

PreparedQuery sum_of_looks() {
  return {"sum_of_looks",
          std::string("SELECT sum(") + looks_at + ") FROM pg_sequence AS s (oid)",
          {},
          Planning::any};
}

PreparedQuery all_looks() {
  return {"looks",
          std::string("SELECT oid, ") + looks_at + " FROM pg_sequence AS s (oid)",
          {},
          Planning::any};
}

template <typename Roots, typename Oid>
PreparedQuery looks_of(const Roots& roots, Oid oid) {
  return {"looks_of",
          std::string("SELECT oid, ") + looks_at + " FROM unnest($1::oid[]) AS s (oid)",
          {oid_array(roots, oid)},
          Planning::any};
}

/// Sequences that are read each time are so by prepared statements.
enum class Read { each_time, once };

std::vector<PreparedQuery> queries_for(std::span<const SequenceName> sequences, Read read) {
  std::vector<PreparedQuery> queries;
  while (!sequences.empty()) {
    const auto asked = sequences.first(std::min(sequences_of_statement, sequences.size()));
    const std::string sql = sequence_values_sql(asked);
    const std::string name =
        read == Read::once ? "" : "sequences_" + std::to_string(std::hash<std::string>{}(sql));
    queries.push_back({name, sql, {}, Planning::any});
    sequences = sequences.subspan(asked.size());
  }
  return queries;
}

std::map<ObjectAddress, SequenceValue> values_of(std::span<const SequenceName> sequences,
                                                 std::span<const postgres::Rows> answers) {
  std::map<ObjectAddress, SequenceValue> values;
  std::size_t at = 0;
  for (const postgres::Rows& rows : answers) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      values[sequences[at++].key] = sequence_value(rows, row);
    }
  }
  return values;
}

void take_looks(const postgres::Rows& rows, std::map<std::uint32_t, std::int64_t>& looks) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    looks[to_oid(*rows.at(row, 0))] = to_integer(*rows.at(row, 1));
  }
}

bool are_few(const std::vector<SequenceName>& sequences) {
  return sequences.size() <= most_read_each_time;
}

}  // namespace

std::vector<PreparedQuery> SequenceTracker::queries(const std::vector<SequenceName>& untouched,
                                                    const std::set<ObjectAddress>& touched) const {
  if (are_few(untouched)) return queries_for(untouched, Read::each_time);
  return {sum_of_looks(), looks_of(touched, &ObjectAddress::objid)};
}

std::set<ObjectAddress> SequenceTracker::update(const Ask& ask, const Sequences& sequences,
                                                std::span<const postgres::Rows> answers,
                                                bool counts_complete) {
  Values values;
  if (are_few(sequences.untouched)) {
    looks_.clear();
    values = values_of(sequences.untouched, answers);
    if (!sequences.touched.empty()) {
      const auto rest = ask(queries_for(sequences.touched, Read::once));
      values.merge(values_of(sequences.touched, rest));
    }
  } else if (counts_complete && nobody_looked(sequences.untouched, answers)) {
    if (sequences.touched.empty() && values_.size() == sequences.untouched.size()) return {};
    values = read_touched(ask, sequences);
  } else {
    if (!counts_complete) looks_.clear();
    values = read_moved(ask, sequences);
  }
  std::set<ObjectAddress> others;
  for (const auto& [root, value] : values) {
    const auto before = values_.find(root);
    if (before == values_.end() || before->second != value) others.insert(root);
  }
  values_ = std::move(values);
  return others;
}

/// Whether the untouched sequences were looked at as often as was known before.
bool SequenceTracker::nobody_looked(const std::vector<SequenceName>& untouched,
                                    std::span<const postgres::Rows> answers) const {
  std::int64_t expected = 0;
  for (const SequenceName& sequence : untouched) {
    const auto known = looks_.find(sequence.key.objid);
    if (known == looks_.end()) return false;
    expected += known->second;
  }
  Looks of_touched;
  take_looks(answers[1], of_touched);
  for (const auto& [oid, count] : of_touched) expected += count;
  return to_integer(*answers[0].at(0, 0)) == expected;
}

/// The values of the untouched are known.
SequenceTracker::Values SequenceTracker::read_touched(const Ask& ask, const Sequences& sequences) {
  Values values;
  Looks looks;
  for (const SequenceName& sequence : sequences.untouched) {
    values.insert(*values_.find(sequence.key));
    looks.insert(*looks_.find(sequence.key.objid));
  }
  if (!sequences.touched.empty()) {
    auto queries = queries_for(sequences.touched, Read::once);
    queries.push_back(looks_of(sequences.touched,  // ours were looks, too
                               [](const SequenceName& name) { return name.key.objid; }));
    const auto answers = ask(queries);
    values.merge(values_of(sequences.touched, std::span(answers).first(answers.size() - 1)));
    take_looks(answers.back(), looks);
  }
  looks_ = std::move(looks);
  return values;
}

SequenceTracker::Values SequenceTracker::read_moved(const Ask& ask, const Sequences& sequences) {
  Looks now;
  take_looks(ask({all_looks()})[0], now);
  Values values;
  std::vector<SequenceName> moved = sequences.touched;
  for (const SequenceName& sequence : sequences.untouched) {
    const auto value = values_.find(sequence.key);
    const auto before = looks_.find(sequence.key.objid);
    const auto after = now.find(sequence.key.objid);
    const bool is_known = value != values_.end() && before != looks_.end() && after != now.end() &&
                          before->second == after->second;
    if (is_known) {
      values.insert(*value);
    } else {
      moved.push_back(sequence);
    }
  }
  auto queries = queries_for(moved, Read::once);
  queries.push_back(all_looks());  // ours were looks, too
  const auto answers = ask(queries);
  values.merge(values_of(moved, std::span(answers).first(answers.size() - 1)));
  looks_.clear();
  take_looks(answers.back(), looks_);
  return values;
}

Snapshot::Objects SequenceTracker::with_value(const ObjectAddress& key,
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
