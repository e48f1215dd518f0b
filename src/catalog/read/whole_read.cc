// SPDX-License-Identifier: MIT
#include "catalog/read/whole_read.h"

#include <algorithm>
#include <utility>

#include "catalog/read/root_kinds.h"
#include "catalog/read/sequence_values.h"

namespace pgstair::catalog {

namespace {

constexpr std::size_t small = 50;  ///< roots, read sooner than a statement is planned
constexpr std::size_t sequences_of_statement = 64;

/// Adds where sequences stand; whether there were any of which the role may not know.
bool add_values(std::vector<RootedObject>& sequences, std::uint32_t catalog,
                ReadTransaction& transaction, const Access& access) {
  std::map<ObjectAddress, Object*> objects;
  std::vector<SequenceName> open;
  for (auto& [root, object] : sequences) {
    const ObjectAddress key{catalog, root};
    objects[key] = &object;
    open.push_back(sequence_name(key, object.identity));
  }
  const bool some_are_closed = take_out_closed(open, transaction, access);
  for (std::size_t first = 0; first < open.size(); first += sequences_of_statement) {
    const auto asked =
        std::span(open).subspan(first, std::min(sequences_of_statement, open.size() - first));
    const auto rows = transaction.execute(sequence_values_sql(asked), {});
    for (std::size_t row = 0; row < rows.size(); ++row) {
      Object& object = *objects.at(asked[row].key);
      object = with_value(std::move(object), sequence_value(rows, row));
    }
  }
  return some_are_closed;
}

}  // namespace

KindsByRoot kinds_of_roots(const CatalogQueries& queries, std::span<const postgres::Rows> answers) {
  KindsByRoot named;
  for (const postgres::Rows& rows : answers) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      add_kinds(*rows.at(row, 2), named[{to_oid(*rows.at(row, 0)), to_oid(*rows.at(row, 1))}]);
    }
  }
  for (auto& [root, kinds] : named) {
    // Asked for without looking whether it is there.
    for (const auto& [kind, parts] : queries.parts) {
      if (kinds.contains(kind)) add_kinds(parts, kinds);
    }
    kinds = readable_kinds(root.classid, std::move(kinds));
  }
  return named;
}

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

SnapshotBuilder::Part SnapshotBuilder::read(ReadTransaction& transaction, const Access& access,
                                            const Slice& slice, Statements statements) {
  const std::string& sql = access.queries.kinds.at(slice.kind);
  Part part;
  part.catalog = slice.roots.front().classid;
  part.objects = statements == Statements::prepared
                     ? read_kind(transaction, slice.kind, sql, slice.roots)
                     : rooted_objects(transaction.execute(
                           sql, {oid_array(slice.roots, &ObjectAddress::objid)}));
  if (slice.kind == "sequence") {
    part.sequences_closed = add_values(part.objects, part.catalog, transaction, access);
  }
  return part;
}

void SnapshotBuilder::add(Part part) {
  sequences_closed_ = sequences_closed_ || part.sequences_closed;
  auto at = objects_.end();  // the rows of a root mostly come one after the other
  for (auto& [root, object] : part.objects) {
    const ObjectAddress key{part.catalog, root};
    if (at == objects_.end() || at->first != key) at = objects_.try_emplace(key).first;
    at->second.push_back(std::move(object));
  }
}

Snapshot SnapshotBuilder::finish(Snapshot::Unreadable unreadable) {
  if (sequences_closed_) unreadable.insert(Snapshot::sequence_value);
  std::vector<Snapshot::Root> roots;
  roots.reserve(objects_.size());
  for (auto& [root, parts] : objects_) {
    std::ranges::sort(parts, {}, &Object::identity);
    roots.push_back({root, std::make_shared<const Objects>(std::move(parts))});
  }
  return Snapshot(std::move(roots), std::move(unreadable));
}

Snapshot read_whole(ReadTransaction& transaction, const Access& access, Statements statements) {
  std::vector<postgres::Rows> roots;
  for (const std::string& query : access.queries.roots) {
    roots.push_back(transaction.execute(query, {}, Planning::hashing_only));
  }
  SnapshotBuilder builder;
  for (const Slice& slice : slices_of(kinds_of_roots(access.queries, roots), access.queries, 1)) {
    builder.add(SnapshotBuilder::read(transaction, access, slice, statements));
  }
  return builder.finish(access.queries.unreadable);
}

Snapshot read_whole(postgres::Session& session, InTransaction in_transaction,
                    Statements statements) {
  ReadTransaction transaction(session, in_transaction);
  return read_whole(transaction, access_of(transaction, session.server_version()), statements);
}

}  // namespace pgstair::catalog
