// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <vector>

#include "seed/schema/schema.h"

namespace pgstair::seed {

/// A table in the order of loading, and what becomes of the foreign keys whose parent is not filled
/// by then: those to the table itself, and those that close a cycle.
struct LoadStep {
  const Table* table = nullptr;
  /// NULL at first, and set once the parent has rows.
  std::set<const ForeignKey*> later;
  /// NOT NULL: the parent's keys are decided before either has rows.
  std::set<const ForeignKey*> predicted;
};

/// Parents first. A cycle is broken where a foreign key may be NULL, else where it is deferrable,
/// else at the table that waits for the fewest others.
std::vector<LoadStep> load_order(const Schema& schema);

/// Whether rows may leave the key NULL, so that it refers to nothing.
bool may_be_null(const Schema& schema, const Table& table, const ForeignKey& key);

/// Whether the column takes NULL: neither it nor its domain forbids it.
bool is_nullable(const Schema& schema, const Column& column);

}  // namespace pgstair::seed
