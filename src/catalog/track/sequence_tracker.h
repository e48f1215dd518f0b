// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "catalog/read/sequence_values.h"
#include "catalog/snapshot.h"
#include "catalog/transaction/batch.h"

namespace pgstair::catalog {

/// Where each sequence stands, asked again and again. nextval() and setval() leave no trace in the
/// catalogs, so a few sequences are simply read; of many, those that somebody looked at meanwhile,
/// which the server's statistics know.
class SequenceTracker {
 public:
  using Ask = std::function<std::vector<postgres::Rows>(const std::vector<PreparedQuery>&)>;

  /// The sequences that there are. The names of those that were `touched`, their catalog rows that
  /// is, may be known only after queries() were answered.
  struct Sequences {
    std::vector<SequenceName> untouched;
    std::vector<SequenceName> touched;
  };

  /// What to ask, for update().
  std::vector<PreparedQuery> queries(const std::vector<SequenceName>& untouched,
                                     const std::set<ObjectAddress>& touched) const;

  /// Brings the values up to date; the roots whose value is another than before. `answers`: to
  /// queries(). `counts_complete`: the server's statistics tell of whatever was done since the last
  /// update.
  std::set<ObjectAddress> update(const Ask& ask, const Sequences& sequences,
                                 std::span<const postgres::Rows> answers, bool counts_complete);

  /// `objects`, with `last_value` and `is_called` added if the root is a sequence. The same pointer
  /// as last time if neither the objects nor the value changed.
  Snapshot::Objects with_value(const ObjectAddress& key, const Snapshot::Objects& objects);

 private:
  struct Placed {
    Snapshot::Objects without_value;
    SequenceValue value;
    Snapshot::Objects with_value;
  };
  using Values = std::map<ObjectAddress, SequenceValue>;
  /// How often anybody looked at a sequence, by its OID. No number ever falls.
  using Looks = std::map<std::uint32_t, std::int64_t>;

  bool nobody_looked(const std::vector<SequenceName>& untouched,
                     std::span<const postgres::Rows> answers) const;
  Values read_touched(const Ask& ask, const Sequences& sequences);
  Values read_moved(const Ask& ask, const Sequences& sequences);

  Values values_;
  Looks looks_;  ///< right after the last update, or empty
  std::map<ObjectAddress, Placed> placed_;
};

}  // namespace pgstair::catalog
