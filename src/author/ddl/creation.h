// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "catalog/snapshot.h"
#include "postgres/session.h"

/// Writes SQL from what differs between two databases.
namespace pgstair::author {

/// One statement of a revision that is written.
struct Statement {
  catalog::Identity object;  ///< what it makes, or belongs to (a table's comment, its grants)
  std::string sql;           ///< as people write it, over several lines where long; ends with ';'
};

/// The statements that make what a database has more than another, and what they do not make.
struct Creation {
  /// In an order in which they run and a person would write.
  std::vector<Statement> statements;
  /// What differs and cannot be written as a creation: changed and dropped objects, kinds that are
  /// not known here; in words: "index i on public.t: …".
  std::vector<std::string> not_written;
};

/// What makes a database that is as `before` equal to `after`, as far as things were added.
///
/// Names are qualified everywhere, those in public too: what a revision makes must not hang on the
/// search_path of the session that runs it, which tools and roles set as they like. The order is
/// that of the dependencies that the server records and of the names in functions' bodies; within
/// it kinds come as people write them, and objects as they were made in the database of `after`.
///
/// Statements that put a sequence to where it stands in `after` come last but for event triggers:
/// whoever writes rows too puts these before them. What an extension brings is not written.
///
/// `at_after` is a session in the database that `after` was read from, as the role that will run
/// the statements. Throws EnvironmentError if the connection is lost.
Creation write_creation(const catalog::Snapshot& before, const catalog::Snapshot& after,
                        postgres::Session& at_after);

}  // namespace pgstair::author
