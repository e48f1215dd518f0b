// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/snapshot.h"

namespace pgstair::catalog {

/// One attribute that differs; absent on a side means the attribute is not set there.
struct AttributeChange {
  std::string name;
  std::optional<std::string> before;
  std::optional<std::string> after;
};

enum class ChangeKind { added, dropped, changed, reordered };

/// One object that differs between two snapshots.
struct Change {
  ChangeKind kind = ChangeKind::changed;
  Identity identity;
  std::vector<AttributeChange>
      attributes;  ///< for `changed`: what differs; for added and dropped: all of them
};

/// The value of an attribute that the change tells of: after it or, if it has none then, before;
/// empty if there is neither.
std::string value_of(const Change& change, std::string_view attribute);

/// Whether the attribute says where a sequence stands.
bool is_sequence_value(const AttributeChange& attribute);

/// Whether nothing changed but where a sequence stands.
bool moves_only_a_sequence(const Change& change);

/// What differs, ascending by identity. Empty means equal.
using Difference = std::vector<Change>;

/// The table whose column this sequence belongs to ("public.orders"); empty for everything else.
std::string table_of_sequence(const Change& change);

/// Leaves out sequences that came or went with the table whose column they belong to.
void leave_out_sequences_of_tables(Difference& difference);

/// What one of them at least could not read: it is not compared.
Snapshot::Unreadable unreadable_of(const Snapshot& before, const Snapshot& after);

/// From `before` to `after`. Sub-objects of an added or dropped object (a dropped table's columns,
/// constraints …) are left out: the owner says it. `reordered` is a table whose columns are the
/// same in another order: a note, not a fault, for the round trip.
Difference diff(const Snapshot& before, const Snapshot& after);

/// Whether diff() would be empty; cheaper, as it stops at the first difference.
bool equal(const Snapshot& before, const Snapshot& after);

}  // namespace pgstair::catalog
