// SPDX-License-Identifier: MIT
#include "catalog/whole_reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <thread>
#include <utility>
#include <vector>

#include "catalog/kind_reader.h"
#include "catalog/reading_team.h"
#include "catalog/root_kinds.h"
#include "catalog/sequence_values.h"

namespace pgstair::catalog {

namespace {

/// What a root of a kind may have besides: asked for without looking whether it is there.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> parts_of_kinds{{
    {"table", "column constraint index"},
    {"foreign_table", "column constraint"},
    {"view", "column"},
    {"materialized_view", "column index"},
}};

constexpr std::size_t large = 500;  ///< roots, from which on several sessions pay
constexpr std::size_t small = 50;   ///< roots, which are read sooner than a statement is planned
constexpr std::size_t sequences_of_slice = 64;
constexpr unsigned most_sessions = 4;

/// A kind, and roots of one catalog to read it of.
struct Slice {
  std::string kind;
  std::vector<RootKey> roots;
};

KindsByRoot roots_of(ReadTransaction& transaction, const CatalogQueries& queries) {
  KindsByRoot named;
  const auto rows = transaction.execute(queries.rows.roots(), {}, Planning::hashing_only);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const RootKey root{to_oid(rows.text(row, 0)), to_oid(rows.text(row, 1))};
    add_kinds(*rows.at(row, 2), named[root]);
  }
  for (auto& [root, kinds] : named) {
    for (const auto& [kind, parts] : parts_of_kinds) {
      if (kinds.contains(kind)) add_kinds(parts, kinds);
    }
    kinds = readable_kinds(root.catalog, std::move(kinds));
  }
  return named;
}

/// Each kind in as many slices as there are sessions; the large ones first, so that all end
/// together.
std::vector<Slice> slices_of(const KindsByRoot& wanted, const CatalogQueries& queries,
                             std::size_t sessions) {
  std::vector<Slice> slices;
  for (const auto& [kind, roots] : roots_by_kind(queries, wanted)) {
    const std::size_t share = std::max(small, (roots.size() + sessions - 1) / sessions);
    for (auto first = roots.begin(); first != roots.end();) {
      const auto count = std::min(static_cast<std::ptrdiff_t>(share), roots.end() - first);
      slices.push_back({kind, {first, first + count}});
      first += count;
    }
  }
  std::ranges::stable_sort(slices, std::ranges::greater(),
                           [](const Slice& slice) { return slice.roots.size(); });
  return slices;
}

using ObjectsByRoot = std::map<RootKey, Objects>;

ObjectsByRoot read_slices(ReadingTeam& team, const CatalogQueries& queries,
                          const std::vector<Slice>& slices, Statements statements) {
  std::vector<std::vector<RootedObject>> read(slices.size());
  team.share_out(slices.size(), [&](ReadTransaction& transaction, std::size_t i) {
    const auto& [kind, roots] = slices[i];
    const std::string& sql = queries.kinds.at(kind);
    const std::vector<std::string> parameters{oid_array(roots, &RootKey::oid)};
    read[i] = rooted_objects(
        statements == Statements::once
            ? transaction.execute(sql, parameters)
            : transaction.execute_prepared(statement_of_kind(kind), sql, parameters));
  });
  ObjectsByRoot objects;
  for (std::size_t i = 0; i < slices.size(); ++i) {
    const std::uint32_t catalog = slices[i].roots.front().catalog;
    for (auto& [root, object] : read[i]) objects[{catalog, root}].push_back(std::move(object));
  }
  return objects;
}

std::vector<SequenceName> sequences_of(const ObjectsByRoot& objects, const KindsByRoot& wanted) {
  std::vector<SequenceName> sequences;
  for (const auto& [root, parts] : objects) {
    if (!wanted.at(root).contains("sequence")) continue;
    sequences.push_back(sequence_name(root, parts.front().identity));
  }
  return sequences;
}

void add_sequence_values(ReadingTeam& team, const std::vector<SequenceName>& sequences,
                         ObjectsByRoot& objects) {
  const std::size_t slices = (sequences.size() + sequences_of_slice - 1) / sequences_of_slice;
  team.share_out(slices, [&](ReadTransaction& transaction, std::size_t i) {
    const auto slice = std::span(sequences).subspan(
        i * sequences_of_slice,
        std::min(sequences_of_slice, sequences.size() - i * sequences_of_slice));
    const auto rows = transaction.execute(sequence_values_sql(slice), {});
    for (std::size_t row = 0; row < rows.size(); ++row) {
      Object& object = objects.at(slice[row].key).front();
      object = with_value(std::move(object), sequence_value(rows, row));
    }
  });
}

Snapshot snapshot_of(ObjectsByRoot objects, Snapshot::Unread unread) {
  std::vector<Snapshot::Root> roots;
  roots.reserve(objects.size());
  for (auto& [root, parts] : objects) {
    std::ranges::sort(parts, {}, &Object::identity);
    roots.push_back({root, std::make_shared<const Objects>(std::move(parts))});
  }
  return Snapshot(std::move(roots), std::move(unread));
}

Snapshot read(ReadTransaction& transaction, const Access& access, const KindsByRoot& wanted,
              ReadingTeam& team, Statements statements) {
  const auto slices = slices_of(wanted, access.queries, team.size());
  auto objects = read_slices(team, access.queries, slices, statements);
  auto sequences = sequences_of(objects, wanted);
  Snapshot::Unread unread = access.queries.unread;
  if (take_out_closed(sequences, transaction, access)) unread.insert(Snapshot::sequence_value);
  add_sequence_values(team, sequences, objects);
  return snapshot_of(std::move(objects), std::move(unread));
}

std::string read_stamp(ReadTransaction& transaction, const CatalogQueries& queries) {
  return transaction.execute(queries.rows.stamp(), {}, Planning::hashing_only).text(0, 0);
}

std::size_t sessions_to_add(std::size_t roots) {
  if (roots < large) return 0;
  return std::clamp(std::thread::hardware_concurrency(), 1U, most_sessions) - 1;
}

}  // namespace

const Access& WholeReader::access(ReadTransaction& transaction) {
  if (!access_) access_ = access_of(transaction, session_.server_version());
  return *access_;
}

Snapshot WholeReader::read(InTransaction in_transaction, Statements statements) {
  ReadTransaction transaction(session_, in_transaction);
  const Access& may = access(transaction);
  ReadingTeam alone(transaction);
  return catalog::read(transaction, may, roots_of(transaction, may.queries), alone, statements);
}

WholeReader::Stamped WholeReader::read_side_by_side() {
  ReadTransaction transaction(session_, InTransaction::no);
  const Access& may = access(transaction);
  const KindsByRoot wanted = roots_of(transaction, may.queries);
  ReadingTeam team(transaction);
  if (const auto count = sessions_to_add(wanted.size()); count > 0) {
    team.grow(count, session_.conninfo());
  }
  Stamped result{catalog::read(transaction, may, wanted, team, Statements::once), ""};
  result.stamp = read_stamp(transaction, may.queries);
  return result;
}

std::string WholeReader::stamp() {
  ReadTransaction transaction(session_, InTransaction::no);
  return read_stamp(transaction, access(transaction).queries);
}

Snapshot read_whole(postgres::Session& session, InTransaction in_transaction,
                    Statements statements) {
  return WholeReader(session).read(in_transaction, statements);
}

}  // namespace pgstair::catalog
