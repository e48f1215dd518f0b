// SPDX-License-Identifier: MIT
#include "catalog/snapshot_reader.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "catalog/access.h"
#include "catalog/catalog_rows.h"
#include "catalog/kind_reader.h"
#include "catalog/read_transaction.h"
#include "catalog/sequence_values.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

using postgres::Rows;

/// What is known of a root: its objects by kind, and all of them, ascending.
struct Known {
  std::map<std::string, Objects> parts;
  Snapshot::Objects objects = std::make_shared<const Objects>();
};
using KnownRoots = std::map<RootKey, Known>;

/// `known` with `fresh` parts in place of the old ones, and without kinds that are not `present`.
Known with_parts(Known known, std::map<std::string, Objects>&& fresh, const Kinds& present) {
  std::erase_if(known.parts, [&](const auto& part) { return !present.contains(part.first); });
  for (auto& [kind, objects] : fresh) known.parts[kind] = std::move(objects);
  Objects all;
  for (const auto& [kind, objects] : known.parts) {
    all.insert(all.end(), objects.begin(), objects.end());
  }
  std::ranges::sort(all, {}, &Object::identity);
  if (*known.objects != all) known.objects = std::make_shared<const Objects>(std::move(all));
  return known;
}

/// Kinds whose attributes, and not only whose names, appear in the text of others: the labels of an
/// enum in expressions, the columns of a view in the views over it.
bool shows_attributes(std::string_view kind) {
  return kind == "enum" || kind == "view" || kind == "materialized view";
}

/// Whether the text of others may read differently now: something of a root seems to be called
/// otherwise (of one kind, a name is gone and another there), or an attribute that shows elsewhere
/// changed. What merely went was no longer named by anybody, or they changed with it.
bool may_show_elsewhere(const Objects& before, const Objects& now) {
  Objects gone;
  Objects added;
  std::ranges::set_difference(before, now, std::back_inserter(gone), {}, &Object::identity,
                              &Object::identity);
  std::ranges::set_difference(now, before, std::back_inserter(added), {}, &Object::identity,
                              &Object::identity);
  const bool renamed = std::ranges::any_of(gone, [&](const Object& object) {
    return std::ranges::find(added, object.identity.kind, [](const Object& other) {
             return other.identity.kind;
           }) != added.end();
  });
  return renamed || (before != now && std::ranges::any_of(now, [](const Object& object) {
                       return shows_attributes(object.identity.kind);
                     }));
}

bool is_renamed_schema(const Objects& before, const Objects& now) {
  return before.size() == 1 && now.size() == 1 && now[0].identity.kind == "schema" &&
         before[0].identity != now[0].identity;
}

}  // namespace

class SnapshotReader::Impl {
 public:
  Snapshot read(postgres::Session& session, InTransaction in_transaction, int sessions_at_rest) {
    ReadTransaction transaction(session, in_transaction);
    prepare_for(session.server_version(), transaction);
    const CatalogRows::Changes changes =
        rows_.look(transaction, access_.queries.rows, sessions_at_rest);
    if (changes.everything || !update(transaction, changes.kinds)) {
      known_.clear();
      update(transaction, rows_.all());
    }
    read_sequences(transaction, changes.gapless);
    transaction.close();
    return snapshot();
  }

 private:
  void prepare_for(int server_version, ReadTransaction& transaction) {
    if (server_version == server_version_) return;
    access_ = access_of(transaction, server_version);
    server_version_ = server_version;
    rows_ = {};
    known_.clear();
  }

  /// Brings what is known up to date with the `dirty` kinds of roots and whatever may name what
  /// changed. False, with nothing done, if only a whole read can tell what changed.
  bool update(ReadTransaction& transaction, const KindsByRoot& dirty) {
    KnownRoots updated;
    read_into(updated, transaction, dirty);
    for (const auto& [root, now] : updated) {
      if (is_renamed_schema(*known_[root].objects, *now.objects)) return false;
    }
    read_into(updated, transaction, dependents(transaction, dirty, updated));
    for (auto& [root, now] : updated) known_[root] = std::move(now);
    for (const auto& [root, kinds] : dirty) {
      if (rows_.kinds_of(root).empty()) known_.erase(root);
    }
    return true;
  }

  void read_into(KnownRoots& updated, ReadTransaction& transaction, const KindsByRoot& wanted) {
    Parts parts = read_parts(transaction, access_.queries, wanted);
    for (const auto& [root, kinds] : wanted) {
      const Known& base = updated.contains(root) ? updated[root] : known_[root];
      updated[root] = with_parts(base, std::move(parts[root]), rows_.kinds_of(root));
    }
  }

  /// What to read besides the dirty kinds: those that may name what is called otherwise now.
  KindsByRoot dependents(ReadTransaction& transaction, const KindsByRoot& dirty,
                         const KnownRoots& updated) {
    std::vector<RootKey> changed;
    for (const auto& [root, now] : updated) {
      const bool gone = now.parts.empty();
      if (!gone && may_show_elsewhere(*known_[root].objects, *now.objects)) changed.push_back(root);
    }
    KindsByRoot result;
    if (changed.empty()) return result;
    const Rows rows = transaction.execute_prepared(
        "pgstair_dependents", access_.queries.dependents,
        {oid_array(changed, &RootKey::catalog), oid_array(changed, &RootKey::oid)});
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const RootKey root{to_oid(rows.text(row, 0)), to_oid(rows.text(row, 1))};
      Kinds kinds = rows_.kinds_of(root);
      if (const auto read = dirty.find(root); read != dirty.end()) {
        for (const std::string& kind : read->second) kinds.erase(kind);
      }
      if (!kinds.empty()) result.emplace(root, std::move(kinds));
    }
    return result;
  }

  void read_sequences(ReadTransaction& transaction, bool gapless) {
    std::vector<SequenceName> all = sequences();
    unread_ = access_.queries.unread;
    if (take_out_closed(all, transaction, access_)) unread_.insert(Snapshot::sequence_value);
    sequences_.read(transaction, all, gapless);
  }

  /// Every sequence that is known, ascending by root.
  std::vector<SequenceName> sequences() const {
    std::vector<SequenceName> result;
    for (const auto& [root, known] : known_) {
      if (!known.parts.contains("sequence") || known.objects->empty()) continue;
      result.push_back(sequence_name(root, known.objects->front().identity));
    }
    return result;
  }

  Snapshot snapshot() {
    std::vector<Snapshot::Root> roots;
    roots.reserve(known_.size());
    for (const auto& [root, known] : known_) {
      if (known.objects->empty()) continue;
      roots.push_back({root, sequences_.with_value(root, known.objects)});
    }
    return Snapshot(std::move(roots), unread_);
  }

  int server_version_ = 0;
  Access access_;
  Snapshot::Unread unread_;
  CatalogRows rows_;
  KnownRoots known_;
  SequenceValues sequences_;
};

SnapshotReader::SnapshotReader() : impl_(std::make_unique<Impl>()) {}
SnapshotReader::~SnapshotReader() = default;
SnapshotReader::SnapshotReader(SnapshotReader&&) noexcept = default;
SnapshotReader& SnapshotReader::operator=(SnapshotReader&&) noexcept = default;

Snapshot SnapshotReader::read(postgres::Session& session, InTransaction in_transaction,
                              int sessions_at_rest) {
  return impl_->read(session, in_transaction, sessions_at_rest);
}

}  // namespace pgstair::catalog
