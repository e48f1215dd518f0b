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

/// What is known of one root: the stamp it was read under, and its objects.
struct Known {
  std::string stamp;
  Snapshot::Objects objects;
};
using KnownRoots = std::map<RootKey, Known>;

using Stamps = std::map<RootKey, std::string>;

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

std::vector<RootKey> changed_roots(const Stamps& stamps, const KnownRoots& known) {
  std::vector<RootKey> changed;
  for (const auto& [key, stamp] : stamps) {
    const auto found = known.find(key);
    if (found == known.end() || found->second.stamp != stamp) changed.push_back(key);
  }
  return changed;
}

/// "{1,2,3}"
template <typename Range, typename Projection>
std::string oid_array(const Range& range, Projection projection) {
  std::vector<std::string> texts;
  for (const auto& element : range) texts.push_back(std::to_string(projection(element)));
  return "{" + join(texts, ",") + "}";
}

/// Roots of one system catalog that one statement reads.
struct RootGroup {
  std::uint32_t catalog = 0;
  std::vector<std::uint32_t> oids;
};
using RootGroups = std::map<std::string, RootGroup>;  // by the name of the statement's root catalog

RootGroups affected_roots(ReadTransaction& transaction, const CatalogQueries& queries,
                          const std::vector<RootKey>& dirty, bool with_dependents) {
  const Rows rows = transaction.execute_prepared(
      "pgstair_affected_roots", queries.affected_roots,
      {oid_array(dirty, [](const RootKey& key) { return key.catalog; }),
       oid_array(dirty, [](const RootKey& key) { return key.oid; }), with_dependents ? "t" : "f"});
  RootGroups groups;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string suffix = rows.text(row, 3) == "t" ? " members" : "";
    RootGroup& group = groups[rows.text(row, 1) + suffix];
    group.catalog = to_oid(rows.text(row, 0));
    group.oids.push_back(to_oid(rows.text(row, 2)));
  }
  return groups;
}

using ObjectsByRoot = std::map<RootKey, std::vector<Object>>;

void read_group(ReadTransaction& transaction, const std::string& name, const RootGroup& group,
                const std::string& sql, ObjectsByRoot& objects) {
  const Rows rows =
      transaction.execute_prepared("pgstair_read_" + replace_all(name, " ", "_"), sql,
                                   {oid_array(group.oids, [](std::uint32_t oid) { return oid; })});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const RootKey key{group.catalog, to_oid(rows.text(row, 0))};
    objects[key].push_back(
        {{rows.text(row, 1), rows.text(row, 2), rows.text(row, 3), rows.text(row, 4)},
         rows.text(row, 5)});
  }
  for (const std::uint32_t oid : group.oids) {
    auto& of_root = objects[{group.catalog, oid}];
    std::sort(of_root.begin(), of_root.end(), [](const Object& left, const Object& right) {
      return left.identity < right.identity;
    });
  }
}

/// Whether a schema that was known has another name now.
bool schema_renamed(const ObjectsByRoot& objects, const KnownRoots& known) {
  return std::any_of(objects.begin(), objects.end(), [&](const auto& entry) {
    const auto& [key, now] = entry;
    const auto before = known.find(key);
    return now.size() == 1 && now[0].identity.kind == "schema" && before != known.end() &&
           before->second.objects->size() == 1 &&
           (*before->second.objects)[0].identity != now[0].identity;
  });
}

}  // namespace

class SnapshotReader::Impl {
 public:
  Snapshot read(postgres::Session& session, InTransaction in_transaction, bool whole) {
    prepare_for(session.server_version());
    ReadTransaction transaction(session, in_transaction);
    const Stamps stamps = read_stamps(transaction, queries_);
    whole = whole || known_.empty() || known_[outside_names].stamp != stamps.at(outside_names);
    if (!whole && !update(transaction, stamps, changed_roots(stamps, known_), true)) whole = true;
    if (whole) {
      known_.clear();
      update(transaction, stamps, changed_roots(stamps, known_), false);
    }
    sequences_.read(transaction, sequences());
    transaction.close();
    return snapshot();
  }

 private:
  void prepare_for(int server_version) {
    if (server_version == server_version_) return;
    queries_ = catalog_queries(server_version);
    server_version_ = server_version;
    known_.clear();
  }

  /// Reads `dirty` roots and, if wanted, their dependents into what is known. False if only a whole
  /// read can tell what changed; nothing is updated then.
  bool update(ReadTransaction& transaction, const Stamps& stamps, const std::vector<RootKey>& dirty,
              bool with_dependents) {
    ObjectsByRoot objects;
    if (!dirty.empty()) {
      for (const auto& [name, group] :
           affected_roots(transaction, queries_, dirty, with_dependents)) {
        const auto sql = queries_.details.find(name);
        if (sql != queries_.details.end())
          read_group(transaction, name, group, sql->second, objects);
      }
    }
    if (schema_renamed(objects, known_)) return false;
    std::erase_if(known_, [&](const auto& entry) { return !stamps.contains(entry.first); });
    for (const auto& [key, stamp] : stamps) {
      Known& known = known_[key];
      if (known.stamp == stamp && !objects.contains(key)) continue;
      known.stamp = stamp;
      auto found = objects.find(key);
      auto now = found == objects.end() ? std::vector<Object>{} : std::move(found->second);
      if (known.objects == nullptr || *known.objects != now) {
        known.objects = std::make_shared<const std::vector<Object>>(std::move(now));
      }
    }
    return true;
  }

  /// Every sequence that is known, ascending by root.
  std::vector<SequenceName> sequences() const {
    std::vector<SequenceName> result;
    for (const auto& [key, known] : known_) {
      if (known.objects->size() != 1 || known.objects->front().identity.kind != "sequence")
        continue;
      const Identity& identity = known.objects->front().identity;
      result.push_back({key, identity.schema + "." + identity.name});
    }
    return result;
  }

  Snapshot snapshot() {
    std::vector<Snapshot::Root> roots;
    roots.reserve(known_.size());
    for (const auto& [key, known] : known_) {
      if (!known.objects->empty())
        roots.push_back({key, sequences_.with_value(key, known.objects)});
    }
    return Snapshot(std::move(roots));
  }

  int server_version_ = 0;
  CatalogQueries queries_;
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
