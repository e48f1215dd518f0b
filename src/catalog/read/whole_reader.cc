// SPDX-License-Identifier: MIT
#include "catalog/read/whole_reader.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "catalog/live/reading_team.h"
#include "catalog/read/kind_reader.h"
#include "catalog/read/root_kinds.h"
#include "catalog/read/sequence_values.h"

namespace pgstair::catalog {

namespace {

/// What a root of a kind may have besides: asked for without looking whether it is there.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> parts_of_kinds{{
    {"table", "column constraint index"},
    {"foreign_table", "column constraint"},
    {"view", "column"},
    {"materialized_view", "column index"},
}};

constexpr std::int64_t large = 524'288;  ///< bytes of pg_class, from which on several sessions pay
constexpr std::size_t small = 50;        ///< roots, read sooner than a statement is planned
constexpr std::size_t sequences_of_statement = 64;
constexpr unsigned most_sessions = 4;

constexpr const char* size_sql = "SELECT pg_relation_size('pg_class')";

/// Which transactions one sees: if another one sees the same, nobody who wrote anything ended in
/// between. A standby does not tell of all.
constexpr const char* seen_sql =
    "SELECT CASE WHEN pg_is_in_recovery() THEN '' ELSE pg_current_snapshot()::text END";

/// A kind, and roots of one catalog to read it of.
struct Slice {
  std::string kind;
  std::vector<RootKey> roots;
};

KindsByRoot roots_of(ReadingTeam& team, const CatalogQueries& queries) {
  const auto& parts = queries.rows.roots();
  std::vector<postgres::Rows> rows_of(parts.size());
  team.share_out(parts.size(), [&](ReadTransaction& transaction, std::size_t part) {
    rows_of[part] = transaction.execute(parts[part], {}, Planning::hashing_only);
  });
  KindsByRoot named;
  for (const postgres::Rows& rows : rows_of) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      add_kinds(*rows.at(row, 2), named[{to_oid(*rows.at(row, 0)), to_oid(*rows.at(row, 1))}]);
    }
  }
  for (auto& [root, kinds] : named) {
    for (const auto& [kind, parts_of_kind] : parts_of_kinds) {
      if (kinds.contains(kind)) add_kinds(parts_of_kind, kinds);
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

/// Adds where sequences stand; whether there were any of which the role may not know.
bool add_values(std::vector<RootedObject>& sequences, std::uint32_t catalog,
                ReadTransaction& transaction, const Access& access) {
  std::map<RootKey, Object*> objects;
  std::vector<SequenceName> open;
  for (auto& [root, object] : sequences) {
    const RootKey key{catalog, root};
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

std::vector<RootedObject> read_slice(ReadTransaction& transaction, const CatalogQueries& queries,
                                     const Slice& slice, Statements statements) {
  const std::string& sql = queries.kinds.at(slice.kind);
  if (statements == Statements::prepared) {
    return read_kind(transaction, slice.kind, sql, slice.roots);
  }
  return rooted_objects(transaction.execute(sql, {oid_array(slice.roots, &RootKey::oid)}));
}

void add(std::vector<RootedObject>&& read, std::uint32_t catalog, ObjectsByRoot& objects) {
  auto at = objects.end();  // the rows of a root mostly come one after the other
  for (auto& [root, object] : read) {
    const RootKey key{catalog, root};
    if (at == objects.end() || at->first != key) at = objects.try_emplace(key).first;
    at->second.push_back(std::move(object));
  }
}

/// What was read of `slices`; adds to `unread` what the role was not let see.
ObjectsByRoot read_slices(ReadingTeam& team, const Access& access, const std::vector<Slice>& slices,
                          Statements statements, Snapshot::Unread& unread) {
  ObjectsByRoot objects;
  std::mutex putting_together;
  team.share_out(slices.size(), [&](ReadTransaction& transaction, std::size_t i) {
    const Slice& slice = slices[i];
    const std::uint32_t catalog = slice.roots.front().catalog;
    auto read = read_slice(transaction, access.queries, slice, statements);
    const bool closed = slice.kind == "sequence" && add_values(read, catalog, transaction, access);
    const std::lock_guard lock(putting_together);
    if (closed) unread.insert(Snapshot::sequence_value);
    add(std::move(read), catalog, objects);
  });
  return objects;
}

Snapshot snapshot_of(ObjectsByRoot&& objects, Snapshot::Unread unread) {
  std::vector<Snapshot::Root> roots;
  roots.reserve(objects.size());
  for (auto& [root, parts] : objects) {
    std::ranges::sort(parts, {}, &Object::identity);
    roots.push_back({root, std::make_shared<const Objects>(std::move(parts))});
  }
  return Snapshot(std::move(roots), std::move(unread));
}

Snapshot read(const Access& access, ReadingTeam& team, Statements statements) {
  const KindsByRoot wanted = roots_of(team, access.queries);
  const auto slices = slices_of(wanted, access.queries, team.size());
  Snapshot::Unread unread = access.queries.unread;
  auto objects = read_slices(team, access, slices, statements, unread);
  return snapshot_of(std::move(objects), std::move(unread));
}

/// One text that is another whenever a row of the catalogs is.
std::string stamp_of(ReadTransaction& transaction, const CatalogQueries& queries) {
  return transaction.execute(queries.rows.stamp(), {}, Planning::hashing_only).text(0, 0);
}

std::string seen_by(ReadTransaction& transaction) {
  return transaction.execute(seen_sql, {}).text(0, 0);
}

/// Whether the catalogs are now as `then` sees them. Mostly nobody wrote anything at all, and there
/// is no need of a stamp.
bool is_as_before(ReadTransaction& then, ReadTransaction& now, const CatalogQueries& queries) {
  const std::string seen = seen_by(then);
  if (!seen.empty() && seen_by(now) == seen) return true;
  return stamp_of(now, queries) == stamp_of(then, queries);
}

std::size_t sessions_to_add(ReadTransaction& transaction) {
  if (std::stoll(transaction.execute(size_sql, {}).text(0, 0)) < large) return 0;
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
  return catalog::read(may, alone, statements);
}

WholeReader::Watched WholeReader::read_side_by_side() {
  ReadTransaction transaction(session_, InTransaction::no);
  transaction.give_way();
  const CatalogQueries& queries = access(transaction).queries;
  ReadingTeam team(transaction);
  if (const auto count = sessions_to_add(transaction); count > 0) {
    team.grow(count, session_.conninfo());
  }
  Watched result{catalog::read(*access_, team, Statements::once)};
  if (postgres::Session* other = team.release()) {
    ReadTransaction now(*other, InTransaction::no);
    result.at_rest = is_as_before(transaction, now, queries);
  } else {
    const std::string stamp = stamp_of(transaction, queries);
    transaction.close();
    ReadTransaction now(session_, InTransaction::no);
    result.at_rest = stamp_of(now, queries) == stamp;
  }
  return result;
}

Snapshot read_whole(postgres::Session& session, InTransaction in_transaction,
                    Statements statements) {
  return WholeReader(session).read(in_transaction, statements);
}

}  // namespace pgstair::catalog
