// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/group_rows.h"
#include "seed/load.h"

namespace pgstair::seed {

/// What a fill may learn from those before it, where the schema of one database goes on and its
/// tables are filled again and again. The rows are the same without it; they take longer.
struct Memory {
  Answers answers;
  Recollections recollections;
};

struct Options {
  RunSettings settings;
  /// Why a table is left alone (the version table of a migration tool); empty: it is filled.
  std::function<std::string(const std::string& schema, const std::string& table)> leave_alone;
  /// Tables that get another number of rows than the settings say.
  std::map<Oid, std::uint64_t> rows_of = {};
  /// How many rows each table gets and how they are spread; the settings' rows for tables that it
  /// does not know.
  std::shared_ptr<const Profile> profile = {};
  std::shared_ptr<Memory> memory = std::make_shared<Memory>();
};

/// What became of one table.
struct TableResult {
  enum class State {
    filled,      ///< has all the rows that were asked for
    partly,      ///< has some, and `reason` says why not more
    not_filled,  ///< got none, and `reason` says why
    left_alone,  ///< `reason` says why; also a partition that no row fell into
  };
  std::string table;       ///< schema.table
  bool partition = false;  ///< its rows are among those of the table that it belongs to
  State state = State::filled;
  std::uint64_t before = 0;  ///< rows that it had
  std::uint64_t rows = 0;    ///< rows that it has
  std::string reason;
};

struct Report {
  std::vector<TableResult> tables;  ///< every table, by schema and name
};

/// Rows of one table that the server takes and that are not there: what a probe starts from.
struct SpareRows {
  std::vector<int> columns;  ///< numbers; the others have their defaults
  std::vector<CellRow> rows;
};

/// A filled database, with what is known of it.
struct Specimens {
  Schema schema;
  Report report;
  Pools pools;  ///< of types that only the server knows values of
};

/// For the open transaction: whatever the session's settings, the text of values means the same,
/// and constraints speak at once.
void pin_settings(postgres::Session& session);

/// fill(), but children leave some rows of each parent without any, so that a further child whose
/// key is its parent's finds one.
Specimens fill_for_more(postgres::Session& session, const Options& options);

/// Looks for further rows of tables that were filled so. Sessions may share the tables, each with a
/// finder of its own.
class SpareFinder {
 public:
  SpareFinder(postgres::Session& session, const Specimens& specimens, const RunSettings& settings);
  ~SpareFinder();

  /// Up to `wanted` rows of each of the tables that the server would take; nothing for a table that
  /// takes none. The open transaction is left as it was, but for the values of sequences and for
  /// temporary functions.
  std::map<Oid, SpareRows> find(const std::vector<const Table*>& tables, std::size_t wanted);

 private:
  class Search;
  std::unique_ptr<Search> search_;
};

/// The tables in portions of about `size`, for finders to share: tables whose rows refer to each
/// other with keys that are decided beforehand are in one, the first.
std::vector<std::vector<const Table*>> portions(const Schema& schema, std::size_t size);

/// Adds rows to every table of the session's database, in the open transaction, and says what
/// became of each. All rows satisfy every constraint: the server has checked them. The same seed
/// and the same schema give the same rows.
///
/// Requires: an open transaction that may write. Whether it is committed is the caller's decision.
Report fill(postgres::Session& session, const Options& options);

/// The same for the tables of `schema` alone: what read_schema() gives of this database, less some
/// tables. What the others refer to must be among them.
Report fill(postgres::Session& session, const Options& options, Schema schema);

}  // namespace pgstair::seed
