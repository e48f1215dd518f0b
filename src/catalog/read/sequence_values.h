// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "catalog/read/access.h"
#include "catalog/read/read_transaction.h"
#include "catalog/snapshot.h"

namespace pgstair::catalog {

/// A sequence as its root and its full name.
struct SequenceName {
  RootKey key;
  std::string name;

  friend bool operator==(const SequenceName&, const SequenceName&) = default;
};

SequenceName sequence_name(const RootKey& root, const Identity& identity);

/// Takes out the sequences whose value the role may not read; whether there were any.
bool take_out_closed(std::vector<SequenceName>& sequences, ReadTransaction& transaction,
                     const Access& access);

/// Where a sequence stands, as the server writes it.
struct SequenceValue {
  std::string last_value;
  std::string is_called;

  friend bool operator==(const SequenceValue&, const SequenceValue&) = default;
};

/// A query for where `sequences` stand, a row each, and what its rows say.
std::string sequence_values_sql(std::span<const SequenceName> sequences);
SequenceValue sequence_value(const postgres::Rows& rows, std::size_t row);

/// `sequence` with `last_value` and `is_called` among its attributes.
Object with_value(Object sequence, const SequenceValue& value);

/// Where each sequence stands, asked again and again. nextval() and setval() leave no trace in the
/// catalogs, so a few sequences are simply read; of many, those that somebody looked at meanwhile,
/// which the server's statistics know.
class SequenceValues {
 public:
  /// Whether any may stand elsewhere than at the last read. `gapless`: the server's statistics tell
  /// of whatever was done since then.
  bool read(ReadTransaction& transaction, const std::vector<SequenceName>& sequences, bool gapless);

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
  struct Placed {
    Snapshot::Objects without_value;
    SequenceValue value;
    Snapshot::Objects with_value;
  };
  /// How often anybody looked at a sequence, by its OID. No number ever falls.
  using Looks = std::map<std::uint32_t, std::int64_t>;

  static Group make_group(std::span<const SequenceName> sequences);
  void regroup(const std::vector<SequenceName>& sequences);
  static Looks read_looks(ReadTransaction& transaction);
  bool all_as_they_were(ReadTransaction& transaction,
                        const std::vector<SequenceName>& sequences) const;
  void read_moved(ReadTransaction& transaction, const std::vector<SequenceName>& sequences);
  void read_all(ReadTransaction& transaction, const std::vector<SequenceName>& sequences);

  std::vector<Group> groups_;
  std::map<RootKey, SequenceValue> values_;
  Looks looks_;  ///< right after the last read, or empty
  std::map<RootKey, Placed> placed_;
};

}  // namespace pgstair::catalog
