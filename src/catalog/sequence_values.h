// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "catalog/read_transaction.h"
#include "catalog/snapshot.h"

namespace pgstair::catalog {

/// A sequence as its root and its full name.
struct SequenceName {
  RootKey key;
  std::string name;

  friend bool operator==(const SequenceName&, const SequenceName&) = default;
};

/// Where each sequence stands. nextval() and setval() leave no trace in the catalogs, so this is
/// read every time, by prepared statements over many sequences each.
class SequenceValues {
 public:
  void read(ReadTransaction& transaction, const std::vector<SequenceName>& sequences);

  /// `objects`, with `last_value` and `is_called` added if the root is a sequence. The same pointer
  /// as last time if neither the objects nor the value changed.
  Snapshot::Objects with_value(const RootKey& key, const Snapshot::Objects& objects);

 private:
  struct Placed {
    Snapshot::Objects without_value;
    std::string value;
    Snapshot::Objects with_value;
  };

  std::map<RootKey, std::string> values_;  ///< JSON members
  std::map<RootKey, Placed> placed_;
};

}  // namespace pgstair::catalog
