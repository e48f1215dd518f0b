// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/schema/schema.h"

/// Writes to a table that has rows, made of these rows: whatever the table demands, they have it.
namespace pgstair::rows {

/// A row of a table: where it lies, as a condition on `r`, and its text as a value of the table's
/// type.
struct ChosenRow {
  std::string condition;
  std::string text;
};

/// A few rows, from the whole table: those of the seeder are plain first and edge cases last.
std::vector<ChosenRow> choose_rows(postgres::Session& session, const seed::Table& table);

/// A statement that writes one row, and what makes room for it beforehand.
struct OneWrite {
  std::string preparation;
  std::string statement;
  std::string shown;  ///< to a person: without where the row lies, and its values
};

/// The row itself once more, and so that columns take their defaults.
std::vector<OneWrite> inserts(const seed::Table& table, const ChosenRow& row);

/// The row becomes what it is, and, but for its keys, what another one is.
std::vector<OneWrite> updates(const seed::Table& table, const ChosenRow& row);

/// The row goes, after those that refer to it. `schema`: with their tables.
std::vector<OneWrite> deletes(const seed::Schema& schema, const seed::Table& table,
                              const ChosenRow& row);

}  // namespace pgstair::rows
