// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "catalog/snapshot.h"
#include "catalog/transaction/access.h"
#include "catalog/transaction/read_transaction.h"

namespace pgstair::catalog {

/// A sequence as its root and its full name.
struct SequenceName {
  ObjectAddress key;
  std::string name;

  friend bool operator==(const SequenceName&, const SequenceName&) = default;
};

SequenceName sequence_name(const ObjectAddress& root, const Identity& identity);

/// Takes out the sequences whose value the role may not read; whether there were any.
bool take_out_closed(std::vector<SequenceName>& sequences, ReadTransaction& transaction,
                     const Access& access);

/// Where a sequence stands, as the server writes it.
struct SequenceValue {
  std::string last_value;
  std::string is_called;

  friend bool operator==(const SequenceValue&, const SequenceValue&) = default;
};

/// A query for where `sequences` stand, a row each, and what its rows say.
std::string sequence_values_sql(std::span<const SequenceName> sequences);
SequenceValue sequence_value(const postgres::Rows& rows, std::size_t row);

/// `sequence` with `last_value` and `is_called` among its attributes.
Object with_value(Object sequence, const SequenceValue& value);

}  // namespace pgstair::catalog
