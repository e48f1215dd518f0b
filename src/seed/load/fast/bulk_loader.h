// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>

#include "postgres/session.h"
#include "seed/load/loader.h"

namespace pgstair::seed {

/// Adds many rows of a table by one COPY, whose keys are checked (keys_at_once.h) and whose indexes
/// are built (indexes_at_once.h) when all are there. If they are few, or something is in the way (a
/// trigger, a row that the server refuses), it takes back what it did and leaves the table to the
/// plain loader. What that cannot take back are the numbers that sequences have given.
class BulkLoader final : public Loader {
 public:
  /// `fewest`: rows of a table, from which on it pays. Requires: `session` outlives this object.
  BulkLoader(postgres::Session& session, std::uint64_t fewest, std::unique_ptr<Loader> plain);

  LoadOutcome load(const LoadRequest& request) override;

 private:
  postgres::Session& session_;
  std::uint64_t fewest_;
  std::unique_ptr<Loader> plain_;
};

}  // namespace pgstair::seed
