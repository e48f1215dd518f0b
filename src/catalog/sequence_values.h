// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <span>
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
  /// Sequences that one statement reads.
  struct Group {
    std::vector<SequenceName> sequences;
    std::string statement;  ///< its name: of the list, as the session may know others
    std::string sql;
  };
  struct Value {
    std::string last_value;
    std::string is_called;

    friend bool operator==(const Value&, const Value&) = default;
  };
  struct Placed {
    Snapshot::Objects without_value;
    Value value;
    Snapshot::Objects with_value;
  };

  static Group make_group(std::span<const SequenceName> sequences);
  void regroup(const std::vector<SequenceName>& sequences);

  std::vector<Group> groups_;
  std::map<RootKey, Value> values_;
  std::map<RootKey, Placed> placed_;
};

}  // namespace pgstair::catalog
