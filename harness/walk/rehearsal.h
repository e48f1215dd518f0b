// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "chain/revision.h"
#include "postgres/server_error.h"
#include "walk/column_sequences.h"
#include "walk/step.h"

namespace pgstair::walk {

struct Walker;
struct RevisionRecord;

/// A script that failed on rows that were legal before it.
struct RowFailure {
  StepFailure failure = {};
  std::string object = {};     ///< the constraint, column or domain that refused them; may be empty
  std::string violation = {};  ///< "a row of public.users has no email": what production must not
                               ///< have
  std::string query = {};      ///< read-only, for production before the revision; may be empty
  std::string no_query = {};   ///< why there is none, if that is known: a sentence's end
  std::uint64_t rows = 0;      ///< seeded rows that had to go before the script ran
  std::string example = {};    ///< one of them, as JSON; may be empty
  bool only_extremes = false;  ///< without NaN, infinity and forty digits it did not fail there
};

/// Values that are not what they were. `rows` of `table` had another value of `column`.
struct ValueChange {
  enum class Kind {
    rows_gone,  ///< whole rows; `column` is empty
    dropped,    ///< the upgrade drops the column, and the downgrade makes an empty one
    changed,    ///< the column was there all the time
    filled,     ///< likewise, and only what was NULL has a value now
    touched,    ///< a time that became the time of the change: a trigger's doing, mostly
    new_value,  ///< of a column that the revision itself introduces
  };
  Kind kind = Kind::changed;
  std::string table;
  std::string column;
  std::uint64_t rows = 0;
  std::uint64_t of = 0;  ///< rows that were compared
  std::string example;   ///< "id 7: '12.50' → NULL"
  /// No statement of the script writes it, and code that runs with others' writes does: a counter,
  /// a cache. Seeded rows have any number in it, which the code puts right.
  bool kept_by_trigger = false;
};

/// Writes to a table that code of the chain's own refuses since the upgrade: a trigger's function
/// that has a name which is not there any more.
struct WriteFailure {
  std::string table;
  std::vector<std::string> verbs;  ///< INSERT, UPDATE, DELETE
  std::string statement;           ///< one that fails
  std::string row;                 ///< with which it fails
  postgres::ServerError error;
  std::size_t refused = 0;  ///< rows, of those tried
  std::size_t tried = 0;
};

/// Values that a script writes otherwise in a session with another time zone.
struct ZoneChange {
  chain::Direction direction = chain::Direction::up;
  std::string zone;       ///< the other one
  ValueChange change;     ///< from the values there to those in the database's own
  bool of_clock = false;  ///< the present, as the script reads it
};

/// What became of the rows that a rehearsal put into the tables that a revision concerns.
struct RowsRecord {
  std::string not_run;                ///< why there was no rehearsal; the rest is then empty
  std::uint64_t rows = 0;             ///< that were there before the upgrade
  std::vector<RowFailure> upgrade;    ///< one after the other, each without the rows before it
  std::vector<RowFailure> downgrade;  ///< at most one
  std::vector<RowFailure> reapply;    ///< at most one
  std::vector<ValueChange> values;
  std::vector<ZoneChange> zones;
  std::vector<WriteFailure> writes;              ///< after the upgrade, and not before it
  std::vector<ColumnSequence> sequences_behind;  ///< after the upgrade, and not before it
  /// Tables that were there before the upgrade and of which it wrote rows. Only if the rehearsal
  /// counts them, the upgrade ran with rows, and the server tells.
  std::optional<std::vector<std::string>> written_tables;
  std::vector<std::string> not_seeded;  ///< "public.t: reason"
};

/// Goes through a revision before the walk does, with rows in the tables, and leaves no trace.
class Rehearsal {
 public:
  virtual ~Rehearsal() = default;

  /// Requires: `walker` is in the state record.before, to which it comes back.
  virtual RowsRecord rehearse(Walker& walker, std::size_t index, const RevisionRecord& record) = 0;
};

}  // namespace pgstair::walk
