// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "catalog/read/kind_reader.h"
#include "catalog/snapshot.h"
#include "catalog/transaction/access.h"
#include "catalog/transaction/read_transaction.h"
#include "postgres/session.h"

/// The plain path: a database is read whole, trusting nothing that was read before. First the roots
/// that there are, then each kind of objects that they may have, then where sequences stand.
namespace pgstair::catalog {

/// How a read's statements are executed: once, or prepared, in a session that reads again and may
/// have prepared them already: planning them takes longer than a small read.
enum class Statements { once, prepared };

/// The database of `session` now; inside an open transaction of the session as that one sees it.
/// The session's own settings neither disturb the read nor are changed by it. Requires: it is not
/// in a failed transaction. Throws ChangedWhileRead if others change the database meanwhile and
/// that shows.
Snapshot read_whole(postgres::Session& session, InTransaction in_transaction = InTransaction::no,
                    Statements statements = Statements::once);

/// The same for a reader that has asked already what the role may read.
Snapshot read_whole(ReadTransaction& transaction, const Access& access, Statements statements);

// The steps of it, for live/parallel_read.h, which shares them out over several sessions.

/// What is to be read of each root, from the rows of CatalogQueries::roots.
KindsByRoot kinds_of_roots(const CatalogQueries& queries, std::span<const postgres::Rows> answers);

/// A kind, and roots of one catalog to read it of.
struct Slice {
  std::string kind;
  std::vector<ObjectAddress> roots;
};

/// Each kind in as many slices as there are sessions; the large ones first, so that all end
/// together.
std::vector<Slice> slices_of(const KindsByRoot& wanted, const CatalogQueries& queries,
                             std::size_t sessions);

/// Objects on their way to a snapshot.
class SnapshotBuilder {
 public:
  /// Reads a slice; sequences with where they stand.
  struct Part {
    std::uint32_t catalog = 0;
    std::vector<RootedObject> objects;
    bool sequences_closed = false;  ///< the role may not know where some sequences stand
  };
  static Part read(ReadTransaction& transaction, const Access& access, const Slice& slice,
                   Statements statements);

  void add(Part part);
  /// What was added; nothing is added after that.
  Snapshot finish(Snapshot::Unreadable unreadable);

 private:
  std::map<ObjectAddress, Objects> objects_;
  bool sequences_closed_ = false;
};

}  // namespace pgstair::catalog
