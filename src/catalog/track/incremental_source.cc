// SPDX-License-Identifier: MIT
#include "catalog/track/incremental_source.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "catalog/read/kind_reader.h"
#include "catalog/track/changed_rows.h"
#include "catalog/track/sequence_tracker.h"
#include "catalog/transaction/access.h"
#include "catalog/transaction/batch.h"
#include "catalog/transaction/read_transaction.h"

namespace pgstair::catalog {

namespace {

constexpr std::uint32_t pg_class = 1259;
constexpr std::uint32_t pg_namespace = 2615;

/// `kinds` of roots without those that were `read` already.
KindsByRoot without(KindsByRoot kinds, const KindsByRoot& read) {
  for (auto& [root, of_root] : kinds) {
    const auto found = read.find(root);
    if (found == read.end()) continue;
    for (const std::string& kind : found->second) of_root.erase(kind);
  }
  std::erase_if(kinds, [](const auto& root) { return root.second.empty(); });
  return kinds;
}

}  // namespace

class IncrementalSource::Impl {
 public:
  Snapshot read(postgres::Session& session, InTransaction in_transaction) {
    if (!rows_) prepare(session, in_transaction);
    const ClosedSequences closed = closed_sequences_of(session, in_transaction);
    BatchedRead read(session, in_transaction);
    const ChangedRows::Changes changes =
        rows_->poll([&](const std::vector<PreparedQuery>& queries) { return read.ask(queries); });
    const TouchedRoots& touched = changes.touched;
    const bool everything =
        changes.everything || std::ranges::any_of(touched.renamed, [](const ObjectAddress& root) {
          return root.classid == pg_namespace;
        });
    unreadable_ = access_.queries.unreadable;
    const SequenceTracker::Ask ask_last = [&](const std::vector<PreparedQuery>& queries) {
      return read.ask(queries, BatchedRead::Then::close);
    };
    if (everything) {
      forget_all();
      update(ask_last, {rows_->known().all(), {}}, closed, changes.counts_complete);
    } else {
      update(ask_last, touched, closed, changes.counts_complete);
    }
    return snapshot();
  }

 private:
  using ClosedSequences = std::set<std::uint32_t>;

  /// What is known of a root: its objects by kind, and all of them, ascending.
  struct KnownRoot {
    std::map<std::string, Objects> parts;
    Snapshot::Objects objects = std::make_shared<const Objects>();
  };

  /// `known` with `fresh` parts in place of the old ones, and without kinds that are not `present`.
  static KnownRoot with_parts(KnownRoot known, std::map<std::string, Objects>&& fresh,
                              const Kinds& present) {
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

  void prepare(postgres::Session& session, InTransaction in_transaction) {
    ReadTransaction transaction(session, in_transaction);
    access_ = access_of(transaction, session.server_version());
    rows_.emplace(access_.queries);
  }

  ClosedSequences closed_sequences_of(postgres::Session& session, InTransaction in_transaction) {
    if (access_.every_sequence) return {};
    ReadTransaction transaction(session, in_transaction);
    return closed_sequences(transaction);
  }

  void forget_all() {
    for (const auto& [root, known] : known_) changed_.insert(root);
    known_.clear();
    sequence_names_.clear();
  }

  /// Reads what was touched, then what may name it or is shaped by it.
  void update(const ChangedRows::Ask& ask, const TouchedRoots& touched,
              const ClosedSequences& closed, bool counts_complete) {
    std::vector<PreparedQuery> queries = kind_queries(access_.queries, touched.kinds);
    const std::size_t kinds = queries.size();
    std::ranges::move(dependents_queries(touched), std::back_inserter(queries));
    const std::size_t dependents_end = queries.size();
    const auto untouched = sequences_beside(touched.kinds, closed);
    std::ranges::move(sequences_.queries(untouched, touched_sequences(touched.kinds, closed)),
                      std::back_inserter(queries));

    const auto answers = ask(queries);
    const std::span all(answers);
    take(touched.kinds, all.first(kinds));
    const KindsByRoot dependents =
        without(roots_in(all.subspan(kinds, dependents_end - kinds)), touched.kinds);
    if (!dependents.empty()) take(dependents, ask(kind_queries(access_.queries, dependents)));
    read_sequences(ask, untouched, all.subspan(dependents_end), closed, counts_complete);
  }

  /// Who may name what is called otherwise now, and the views over relations whose columns are
  /// others. Nobody names what was not there before.
  std::vector<PreparedQuery> dependents_queries(const TouchedRoots& touched) const {
    std::vector<ObjectAddress> renamed;
    for (const ObjectAddress& root : touched.renamed) {
      if (known_.contains(root)) renamed.push_back(root);
    }
    std::vector<std::uint32_t> reshaped;
    for (const auto& [root, kinds] : touched.kinds) {
      const bool columns = kinds.contains("column") && root.classid == pg_class;
      if (columns && known_.contains(root)) reshaped.push_back(root.objid);
    }
    std::vector<PreparedQuery> queries;
    if (!renamed.empty()) {
      queries.push_back(
          {"dependents",
           access_.queries.dependents,
           {oid_array(renamed, &ObjectAddress::classid), oid_array(renamed, &ObjectAddress::objid)},
           Planning::lookups_only});
    }
    if (!reshaped.empty()) {
      queries.push_back({"dependent_views",
                         access_.queries.dependent_views,
                         {oid_array(reshaped, std::identity{})},
                         Planning::lookups_only});
    }
    return queries;
  }

  /// All kinds of the roots in the answers to dependents_queries().
  KindsByRoot roots_in(std::span<const postgres::Rows> answers) const {
    KindsByRoot result;
    for (const postgres::Rows& rows : answers) {
      for (std::size_t row = 0; row < rows.size(); ++row) {
        const ObjectAddress root{to_oid(*rows.at(row, 0)), to_oid(*rows.at(row, 1))};
        if (Kinds kinds = rows_->known().kinds_of(root); !kinds.empty()) result[root] = kinds;
      }
    }
    return result;
  }

  /// Takes in the answers to the kind_queries() for `wanted`.
  void take(const KindsByRoot& wanted, std::span<const postgres::Rows> answers) {
    Parts parts = parts_of(access_.queries, wanted, answers);
    for (const auto& [root, kinds] : wanted) {
      changed_.insert(root);
      const Kinds present = rows_->known().kinds_of(root);
      if (present.empty()) {
        known_.erase(root);
        sequence_names_.erase(root);
        continue;
      }
      KnownRoot& known = known_[root];
      known = with_parts(std::move(known), std::move(parts[root]), present);
      sequence_names_.erase(root);
      if (known.parts.contains("sequence") && !known.objects->empty()) {
        sequence_names_[root] = sequence_name(root, known.objects->front().identity);
      }
    }
  }

  /// The sequences that may be read, but for those of the `touched` roots, whose names may be
  /// others.
  std::vector<SequenceName> sequences_beside(const KindsByRoot& touched,
                                             const ClosedSequences& closed) const {
    std::vector<SequenceName> result;
    for (const auto& [root, name] : sequence_names_) {
      if (!touched.contains(root) && !closed.contains(root.objid)) result.push_back(name);
    }
    return result;
  }

  /// Of the touched roots those that are sequences, and may be read.
  static std::set<ObjectAddress> touched_sequences(const KindsByRoot& touched,
                                                   const ClosedSequences& closed) {
    std::set<ObjectAddress> result;
    for (const auto& [root, kinds] : touched) {
      if (kinds.contains("sequence") && !closed.contains(root.objid)) result.insert(root);
    }
    return result;
  }

  void read_sequences(const ChangedRows::Ask& ask, const std::vector<SequenceName>& untouched,
                      std::span<const postgres::Rows> answers, const ClosedSequences& closed,
                      bool counts_complete) {
    SequenceTracker::Sequences sequences{untouched, {}};
    for (const auto& [root, name] : sequence_names_) {
      if (closed.contains(root.objid)) {
        unreadable_.insert(Snapshot::sequence_value);
      } else if (!std::ranges::binary_search(untouched, root, {}, &SequenceName::key)) {
        sequences.touched.push_back(name);
      }
    }
    changed_.merge(sequences_.update(ask, sequences, answers, counts_complete));
  }

  /// The last snapshot with what changed since: most of a large database never does.
  Snapshot snapshot() {
    if (changed_.empty() && unreadable_ == last_.unreadable()) return last_;
    std::vector<Snapshot::Root> roots = last_.roots();
    for (const ObjectAddress& key : std::exchange(changed_, {})) {
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
    last_ = Snapshot(std::move(roots), unreadable_);
    return last_;
  }

  Access access_;
  std::optional<ChangedRows> rows_;
  std::map<ObjectAddress, KnownRoot> known_;
  std::map<ObjectAddress, SequenceName> sequence_names_;  ///< of those that are known
  SequenceTracker sequences_;
  Snapshot::Unreadable unreadable_;
  std::set<ObjectAddress> changed_;  ///< since the last snapshot, perhaps
  Snapshot last_;
};

IncrementalSource::IncrementalSource() : impl_(std::make_unique<Impl>()) {}
IncrementalSource::~IncrementalSource() = default;
IncrementalSource::IncrementalSource(IncrementalSource&&) noexcept = default;
IncrementalSource& IncrementalSource::operator=(IncrementalSource&&) noexcept = default;

Snapshot IncrementalSource::read(postgres::Session& session, InTransaction in_transaction) {
  return impl_->read(session, in_transaction);
}

}  // namespace pgstair::catalog
