// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "catalog/read/batch.h"
#include "catalog/read/sequence_values.h"
#include "catalog/snapshot.h"

namespace pgstair::catalog {

/// Where each sequence stands, asked again and again. nextval() and setval() leave no trace in the
/// catalogs, so a few sequences are simply read; of many, those that somebody looked at meanwhile,
/// which the server's statistics know.
class SequenceTracker {
 public:
  using Ask = std::function<std::vector<postgres::Rows>(const std::vector<PreparedQuery>&)>;

  /// What to ask, for update(), of sequences that are known to be there.
  std::vector<PreparedQuery> queries(const std::vector<SequenceName>& known) const;

  /// Brings the values up to date. `answers`: to queries(`known`). `others`: the sequences that
  /// there are besides. `counts_complete`: the server's statistics tell of whatever was done since
  /// the last update. Whether any may stand elsewhere than before.
  bool update(const Ask& ask, const std::vector<SequenceName>& known,
              std::span<const postgres::Rows> answers, const std::vector<SequenceName>& others,
              bool counts_complete);

  /// `objects`, with `last_value` and `is_called` added if the root is a sequence. The same pointer
  /// as last time if neither the objects nor the value changed.
  Snapshot::Objects with_value(const RootKey& key, const Snapshot::Objects& objects);

 private:
  struct Placed {
    Snapshot::Objects without_value;
    SequenceValue value;
    Snapshot::Objects with_value;
  };
  /// How often anybody looked at a sequence, by its OID. No number ever falls.
  using Looks = std::map<std::uint32_t, std::int64_t>;

  bool nobody_looked(std::span<const postgres::Rows> answers) const;
  std::map<RootKey, SequenceValue> read_moved(const Ask& ask,
                                              const std::vector<SequenceName>& sequences);

  std::map<RootKey, SequenceValue> values_;
  Looks looks_;  ///< right after the last update, or empty
  std::map<RootKey, Placed> placed_;
};

}  // namespace pgstair::catalog
