// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "postgres/session.h"
#include "seed/schema/schema.h"

namespace pgstair::seed {

/// Integers that follow each other without a gap, as a sequence makes them.
struct IntegerRun {
  std::int64_t first = 0;
  std::uint64_t size = 0;

  bool contains(std::int64_t value) const {
    return value >= first && static_cast<std::uint64_t>(value - first) < size;
  }
};

/// What a column that is a key by itself holds, if it is that; nothing if it is empty, has gaps or
/// is of another type. The server tells in a tenth of the time that reading the column takes.
std::optional<IntegerRun> integer_run(postgres::Session& session, const Schema& schema,
                                      const Table& table, const Column& key);

/// The least and the greatest integer of a column; nothing if it has none, or is of another type.
struct IntegerBounds {
  std::int64_t least = 0;
  std::int64_t greatest = 0;
};
std::optional<IntegerBounds> integer_bounds(postgres::Session& session, const Schema& schema,
                                            const Table& table, const Column& column);

}  // namespace pgstair::seed
