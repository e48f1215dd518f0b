// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>

#include "postgres/session.h"
#include "walk/rehearsal.h"

namespace pgstair::rows {

struct RehearsalMemory;

struct RowsOptions {
  std::uint64_t rows = 0;  ///< for each table that a revision concerns; 0: no rehearsal
  std::uint64_t seed = 1;
  bool counts_written = false;  ///< RowsRecord::written_tables
};

/// Rehearses a revision with rows in the tables that it concerns:
///
///     N-1 ──► seed ──► up ──► more rows ──► down ──► up
///               V0      V1 (with them)       V2      V3
///
/// Half of the rows are plain, half are edge cases, and for everything that the revision newly
/// demands there is one that violates it. Rows that the upgrade refuses are told and removed, and
/// the upgrade is tried again. V2 must have the values of V0, and V3 those of V1.
class RowsRehearsal : public walk::Rehearsal {
 public:
  explicit RowsRehearsal(const RowsOptions& options);
  ~RowsRehearsal() override;

  walk::RowsRecord rehearse(walk::Walker& walker, std::size_t index,
                            const walk::RevisionRecord& record) override;

 private:
  void sweep(postgres::Session& session);

  RowsOptions options_;
  std::size_t rehearsals_ = 0;
  std::unique_ptr<RehearsalMemory> memory_;
};

}  // namespace pgstair::rows
