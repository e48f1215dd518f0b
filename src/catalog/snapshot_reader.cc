// SPDX-License-Identifier: MIT
#include "catalog/snapshot_reader.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "catalog/query_text.h"
#include "catalog/read_transaction.h"
#include "catalog/sequence_values.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

using postgres::Rows;

std::uint32_t to_oid(const std::string& text) {
  std::uint32_t oid = 0;
  std::from_chars(text.data(), text.data() + text.size(), oid);
  return oid;
}

/// The stamp of every catalog entry, ascending by key.
using Stamps = std::map<RootKey, std::string>;
using KnownRoots = std::map<RootKey, Snapshot::Objects>;
using Keys = std::set<RootKey>;

/// The stamp row that stands for roles and tablespaces.
constexpr RootKey outside_names{0, 0};

Stamps read_stamps(ReadTransaction& transaction, const CatalogQueries& queries) {
  const Rows rows = transaction.execute_prepared("pgstair_stamps", queries.stamps, {});
  Stamps stamps;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    stamps.emplace(RootKey{to_oid(rows.text(row, 0)), to_oid(rows.text(row, 1))},
                   rows.text(row, 2));
  }
  return stamps;
}

/// The entries that came, went or changed between two readings.
Keys dirty_entries(const Stamps& before, const Stamps& now) {
  Keys dirty;
  for (const auto& [key, stamp] : now) {
    const auto found = before.find(key);
    if (found == before.end() || found->second != stamp) dirty.insert(key);
  }
  for (const auto& [key, stamp] : before) {
    if (!now.contains(key)) dirty.insert(key);
  }
  return dirty;
}

/// "{1,2,3}"
template <typename Projection>
std::string oid_array(const Keys& keys, Projection projection) {
  std::vector<std::string> texts;
  for (const auto& key : keys) texts.push_back(std::to_string(projection(key)));
  return "{" + join(texts, ",") + "}";
}

std::vector<std::string> as_parameters(const Keys& keys) {
  return {oid_array(keys, [](const RootKey& key) { return key.catalog; }),
          oid_array(keys, [](const RootKey& key) { return key.oid; })};
}

using ObjectsByRoot = std::map<RootKey, std::vector<Object>>;

void read_kind(ReadTransaction& transaction, const std::string& kind, const std::string& sql,
               const Keys& roots, ObjectsByRoot& objects) {
  const std::uint32_t catalog = roots.begin()->catalog;
  const Rows rows =
      transaction.execute_prepared("pgstair_read_" + kind, sql,
                                   {oid_array(roots, [](const RootKey& key) { return key.oid; })});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    objects[{catalog, to_oid(rows.text(row, 0))}].push_back(
        {{rows.text(row, 1), rows.text(row, 2), rows.text(row, 3), rows.text(row, 4)},
         rows.text(row, 5)});
  }
}

/// The objects of the roots that `entries` lead to; a root without objects has an empty list.
ObjectsByRoot read_roots(ReadTransaction& transaction, const CatalogQueries& queries,
                         const Keys& entries) {
  if (entries.empty()) return {};
  const Rows rows = transaction.execute_prepared("pgstair_what_to_read", queries.what_to_read,
                                                 as_parameters(entries));
  ObjectsByRoot objects;
  std::map<std::string, Keys> roots_of_kind;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const RootKey key{to_oid(rows.text(row, 0)), to_oid(rows.text(row, 1))};
    objects[key];
    const std::string kinds = rows.text(row, 2);
    for (const std::string_view kind : split(kinds, ' ')) {
      if (!kind.empty()) roots_of_kind[std::string(kind)].insert(key);
    }
  }
  for (const auto& [kind, roots] : roots_of_kind) {
    read_kind(transaction, kind, queries.kinds.at(kind), roots, objects);
  }
  for (auto& [key, of_root] : objects) {
    std::ranges::sort(of_root, {}, &Object::identity);
  }
  return objects;
}

bool is_relation(const std::vector<Object>& objects) {
  return std::ranges::any_of(objects, [](const Object& object) {
    return object.identity.kind == "column" || object.identity.kind == "sequence";
  });
}

/// Whether others whose text names parts of a root may read differently now: a name of it is gone, or
/// it is not a relation (an enum's labels appear in expressions).
bool may_show_elsewhere(const std::vector<Object>& before, const std::vector<Object>& now) {
  if (!is_relation(before)) return before != now;
  return std::ranges::any_of(before, [&](const Object& object) {
    return !std::ranges::binary_search(now, object.identity, {}, &Object::identity);
  });
}

/// Whether a schema that was known has another name now.
bool schema_renamed(const KnownRoots& known, const ObjectsByRoot& read) {
  return std::ranges::any_of(read, [&](const auto& entry) {
    const auto& [key, now] = entry;
    const auto before = known.find(key);
    return now.size() == 1 && now[0].identity.kind == "schema" && before != known.end() &&
           before->second->size() == 1 && (*before->second)[0].identity != now[0].identity;
  });
}

}  // namespace

class SnapshotReader::Impl {
 public:
  Snapshot read(postgres::Session& session, InTransaction in_transaction, bool whole) {
    prepare_for(session.server_version());
    ReadTransaction transaction(session, in_transaction);
    Stamps stamps = read_stamps(transaction, queries_);
    if (whole || stamps_[outside_names] != stamps.at(outside_names)) forget();
    if (!update(transaction, dirty_entries(stamps_, stamps))) {
      forget();
      update(transaction, dirty_entries(stamps_, stamps));
    }
    stamps_ = std::move(stamps);
    sequences_.read(transaction, sequences());
    transaction.close();
    return snapshot();
  }

 private:
  void prepare_for(int server_version) {
    if (server_version == server_version_) return;
    queries_ = catalog_queries(server_version);
    server_version_ = server_version;
    forget();
  }

  void forget() {
    stamps_.clear();
    known_.clear();
  }

  /// Brings what is known up to date, the dirty entries and whatever may name them. False, with nothing
  /// done, if only a whole read can tell what changed.
  bool update(ReadTransaction& transaction, const Keys& dirty) {
    ObjectsByRoot read = read_roots(transaction, queries_, dirty);
    if (schema_renamed(known_, read)) return false;
    read.merge(read_roots(transaction, queries_, dependents(transaction, read)));
    for (const RootKey& key : dirty) {
      if (!read.contains(key)) known_.erase(key);
    }
    for (auto& [key, objects] : read) {
      Snapshot::Objects& known = known_[key];
      if (known == nullptr || *known != objects) {
        known = std::make_shared<const std::vector<Object>>(std::move(objects));
      }
    }
    return true;
  }

  Keys dependents(ReadTransaction& transaction, const ObjectsByRoot& read) const {
    Keys changed;
    for (const auto& [key, now] : read) {
      const auto before = known_.find(key);
      if (before != known_.end() && may_show_elsewhere(*before->second, now)) changed.insert(key);
    }
    Keys result;
    if (changed.empty()) return result;
    const Rows rows = transaction.execute_prepared("pgstair_dependents", queries_.dependents,
                                                   as_parameters(changed));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const RootKey key{to_oid(rows.text(row, 0)), to_oid(rows.text(row, 1))};
      if (!read.contains(key)) result.insert(key);
    }
    return result;
  }

  /// Every sequence that is known, ascending by root.
  std::vector<SequenceName> sequences() const {
    std::vector<SequenceName> result;
    for (const auto& [key, objects] : known_) {
      if (objects->size() != 1 || objects->front().identity.kind != "sequence") continue;
      const Identity& identity = objects->front().identity;
      result.push_back({key, identity.schema + "." + identity.name});
    }
    return result;
  }

  Snapshot snapshot() {
    std::vector<Snapshot::Root> roots;
    roots.reserve(known_.size());
    for (const auto& [key, objects] : known_) {
      if (!objects->empty()) roots.push_back({key, sequences_.with_value(key, objects)});
    }
    return Snapshot(std::move(roots));
  }

  int server_version_ = 0;
  CatalogQueries queries_;
  Stamps stamps_;
  KnownRoots known_;
  SequenceValues sequences_;
};

SnapshotReader::SnapshotReader() : impl_(std::make_unique<Impl>()) {}
SnapshotReader::~SnapshotReader() = default;
SnapshotReader::SnapshotReader(SnapshotReader&&) noexcept = default;
SnapshotReader& SnapshotReader::operator=(SnapshotReader&&) noexcept = default;

Snapshot SnapshotReader::read(postgres::Session& session, InTransaction in_transaction) {
  return impl_->read(session, in_transaction, false);
}

Snapshot SnapshotReader::read_whole(postgres::Session& session, InTransaction in_transaction) {
  return impl_->read(session, in_transaction, true);
}

}  // namespace pgstair::catalog
