// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/object.h"

namespace pgstair::catalog {

/// The catalog entry whose parts are read together: a table with its columns, constraints, indexes,
/// triggers …; a function; a type. OIDs serve only to find what changed between two reads of one
/// database; they are never compared between objects.
struct ObjectAddress {
  std::uint32_t classid = 0;  ///< OID of the system catalog: 1259 pg_class, 1255 pg_proc …
  std::uint32_t objid = 0;

  friend auto operator<=>(const ObjectAddress&, const ObjectAddress&) = default;
};

/// An OID from the text that the server sends.
std::uint32_t to_oid(std::string_view text);

/// What a database is, at one moment: every object with every attribute.
///
/// Immutable and cheap to copy: two snapshots of one database share the roots that did not change
/// between them, so comparing them costs what was touched (plus one pointer comparison a root).
class Snapshot {
 public:
  using Objects = std::shared_ptr<const std::vector<Object>>;
  struct Root {
    ObjectAddress key;
    Objects objects;
  };

  /// What the reading role was not let see: kinds of objects ("user mapping"), or sequence_value.
  using Unreadable = std::set<std::string, std::less<>>;
  static constexpr const char* sequence_value = "sequence value";

  Snapshot() = default;
  /// Requires: `roots` ascending by key, no key twice, no null objects.
  explicit Snapshot(std::vector<Root> roots, Unreadable unreadable = {});

  const std::vector<Root>& roots() const { return *roots_; }

  /// Of these the snapshot knows nothing: they are not compared.
  const Unreadable& unreadable() const { return unreadable_; }

  /// Every object, ascending by identity. Linear in the database; for files and tests.
  std::vector<Object> objects() const;

 private:
  std::shared_ptr<const std::vector<Root>> roots_ = std::make_shared<const std::vector<Root>>();
  Unreadable unreadable_;
};

/// Builds a snapshot from loose objects (a file, another version's reader): one root for each.
Snapshot snapshot_of(std::vector<Object> objects, Snapshot::Unreadable unreadable = {});

}  // namespace pgstair::catalog
