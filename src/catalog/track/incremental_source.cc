// SPDX-License-Identifier: MIT
#include "catalog/track/incremental_source.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "catalog/read/access.h"
#include "catalog/read/kind_reader.h"
#include "catalog/read/read_transaction.h"
#include "catalog/read/sequence_values.h"
#include "catalog/track/catalog_rows.h"
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

class IncrementalSource::Impl {
 public:
  Snapshot read(postgres::Session& session, InTransaction in_transaction, int sessions_at_rest) {
    ReadTransaction transaction(session, in_transaction);
    prepare_for(session.server_version(), transaction);
    const CatalogRows::Changes changes =
        rows_.look(transaction, access_.queries.rows, sessions_at_rest);
    if (changes.everything || !update(transaction, changes.kinds)) {
      forget_all();
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
    forget_all();
  }

  void forget_all() {
    for (const auto& [root, known] : known_) changed_.insert(root);
    known_.clear();
    sequence_names_.clear();
    sequences_in_order_.reset();
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
    for (auto& [root, now] : updated) {
      changed_.insert(root);
      note_sequence(root, now);
      known_[root] = std::move(now);
    }
    for (const auto& [root, kinds] : dirty) {
      if (rows_.kinds_of(root).empty()) known_.erase(root);
    }
    return true;
  }

  void note_sequence(const RootKey& root, const Known& now) {
    const bool was = sequence_names_.erase(root) > 0;
    const bool is = now.parts.contains("sequence") && !now.objects->empty();
    if (is) sequence_names_[root] = sequence_name(root, now.objects->front().identity);
    if (was || is) sequences_in_order_.reset();
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
    unread_ = access_.queries.unread;
    if (!sequences_in_order_ || !access_.every_sequence) {
      auto& all = sequences_in_order_.emplace();
      for (const auto& [root, name] : sequence_names_) all.push_back(name);
      if (take_out_closed(all, transaction, access_)) unread_.insert(Snapshot::sequence_value);
    }
    if (!sequences_.read(transaction, *sequences_in_order_, gapless)) return;
    for (const auto& [root, name] : sequence_names_) changed_.insert(root);
  }

  /// The last snapshot with what changed since: most of a large database never does.
  Snapshot snapshot() {
    if (changed_.empty() && unread_ == last_.unread()) return last_;
    std::vector<Snapshot::Root> roots = last_.roots();
    for (const RootKey& key : std::exchange(changed_, {})) {
      const auto at = std::ranges::lower_bound(roots, key, {}, &Snapshot::Root::key);
      const bool was_there = at != roots.end() && at->key == key;
      const auto known = known_.find(key);
      if (known == known_.end() || known->second.objects->empty()) {
        if (was_there) roots.erase(at);
        continue;
      }
      auto objects = sequences_.with_value(key, known->second.objects);
      if (was_there) {
        at->objects = std::move(objects);
      } else {
        roots.insert(at, {key, std::move(objects)});
      }
    }
    last_ = Snapshot(std::move(roots), unread_);
    return last_;
  }

  int server_version_ = 0;
  Access access_;
  Snapshot::Unread unread_;
  CatalogRows rows_;
  KnownRoots known_;
  std::map<RootKey, SequenceName> sequence_names_;               ///< of those that are known
  std::optional<std::vector<SequenceName>> sequences_in_order_;  ///< that may be read; or stale
  SequenceValues sequences_;
  std::set<RootKey> changed_;  ///< since the last snapshot, perhaps
  Snapshot last_;
};

IncrementalSource::IncrementalSource() : impl_(std::make_unique<Impl>()) {}
IncrementalSource::~IncrementalSource() = default;
IncrementalSource::IncrementalSource(IncrementalSource&&) noexcept = default;
IncrementalSource& IncrementalSource::operator=(IncrementalSource&&) noexcept = default;

Snapshot IncrementalSource::read(postgres::Session& session, InTransaction in_transaction,
                                 int sessions_at_rest) {
  return impl_->read(session, in_transaction, sessions_at_rest);
}

}  // namespace pgstair::catalog
