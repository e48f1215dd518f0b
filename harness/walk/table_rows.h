// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "postgres/session.h"

namespace pgstair::walk {

/// What the tables hold at a moment, to be compared with another moment. Catalogs that are equal do
/// not tell it: a downgrade may take rows with it that the upgrade did not bring, and an upgrade
/// that is applied again gives its rows the next numbers of a sequence.
///
/// The rows of a migration tool's version table do not count.
struct TableRows {
  bool readable = true;      ///< false: the role may not read them all
  std::string fingerprints;  ///< a line for each table that holds any
};

/// Reads them; where no table ever had a row this takes a fraction of a millisecond. Requires: an
/// open transaction is not a failed one.
TableRows read_table_rows(postgres::Session& session);

/// Whether they are known to be the same.
bool same_rows(const TableRows& one, const TableRows& other);

}  // namespace pgstair::walk
