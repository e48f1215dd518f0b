// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/schema/schema.h"

namespace pgstair::seed {

/// Numbers of a column's sequence, in a row from `first` on.
struct ReservedNumbers {
  std::string column;  ///< quoted
  std::int64_t first = 0;
};

/// Takes `count` numbers at once for each column of the table that counts itself and is not
/// `given`: the numbers that as many calls of nextval() would, which take a third of a COPY's time.
/// The sequence stands after them. Only of sequences that belong to their column and count by one
/// without going round; the other columns are left to their default.
///
/// Requires: nobody else adds rows to the table until the transaction ends.
std::vector<ReservedNumbers> reserve_numbers(postgres::Session& session, const Table& table,
                                             const std::vector<const Column*>& given,
                                             std::uint64_t count);

}  // namespace pgstair::seed
