// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "postgres/session.h"
#include "squash/written_rows.h"

namespace pgstair::squash {

/// The rows of a table as an INSERT.
struct WrittenTable {
  std::string table;  ///< qualified, quoted where needed
  std::string sql;    ///< comments, and the statement with its ';'
};

/// Statements that write the rows which a range of revisions wrote.
struct ReferenceRows {
  std::vector<WrittenTable> tables;      ///< by name
  std::vector<std::string> not_written;  ///< sentences: rows that no INSERT makes
};

/// A second application of the same revisions, by which values are told that differ each time.
struct SecondApplication {
  postgres::Session& session;
  Volatile columns;  ///< in which some do
  /// Today's date, which both applications may have written; empty if the revisions name it.
  std::string today;
};

/// What the revisions wrote to databases in which `before` was there already. Keys that the server
/// would generate are written as they are, as other rows may refer to them by number.
///
/// A value that differs each time keeps the expression that makes it where that is known: the
/// column's own default, now(), a random UUID. One that a foreign key leads to or from stays; a
/// comment says which.
ReferenceRows write_rows(postgres::Session& session, const Content& before,
                         const SecondApplication& again);

}  // namespace pgstair::squash
