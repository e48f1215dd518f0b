// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalog/test_server.h"

namespace pgstair::catalog::fuzz {

/// A statement that a database accepted, and the step of the episode that it was part of.
struct Applied {
  std::size_t step = 0;
  std::string sql;

  friend bool operator==(const Applied&, const Applied&) = default;
};

/// A database that statements are tried on, as we and as pg_dump see it.
class Subject {
 public:
  Subject();

  /// A copy of the database, with its history.
  Subject copy();

  /// Runs the statement and remembers it, unless the server refuses it.
  void apply(std::size_t step, const std::string& sql);

  /// Whether the database would accept the statement, as it is now; nothing is changed. Not so for
  /// a statement that wants no transaction around it.
  bool would_accept(const std::string& sql);

  /// Reads the catalog, incrementally, and runs pg_dump, if any statement was applied since the
  /// last time. Returns whether that was so.
  bool refresh();
  /// The first half of that only.
  void read();

  /// What the incremental reads came to against what a whole read comes to; empty if they agree.
  std::string misreading();

  const std::vector<Applied>& history() const { return history_; }
  const Snapshot& snapshot() const { return snapshot_; }
  const std::string& dump() const { return dump_; }

 private:
  explicit Subject(std::unique_ptr<postgres::ScratchDatabase> database);

  std::unique_ptr<postgres::ScratchDatabase> database_;
  std::optional<postgres::Session> session_;
  IncrementalSource reader_;
  Snapshot snapshot_;
  std::string dump_;  ///< canonical_dump()
  std::vector<Applied> history_;
  bool stale_ = true;
};

/// What we and the oracle say of two databases.
struct Comparison {
  Difference difference;  ///< ours, without what pg_dump does not show or may not show
  bool equal_for_pg_dump = false;
  bool pg_dump_may_tell_more = false;  ///< something was left out that it shows at times

  bool equal_for_us() const { return difference.empty(); }
  bool agrees() const {
    return equal_for_us() == equal_for_pg_dump || (equal_for_us() && pg_dump_may_tell_more);
  }
};

Comparison compare(const Subject& one, const Subject& other);

}  // namespace pgstair::catalog::fuzz
