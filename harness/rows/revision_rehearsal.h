// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include "chain/revision.h"
#include "rows/reach.h"
#include "rows/rehearsal.h"
#include "rows/revision_statements.h"
#include "rows/sandbox.h"
#include "rows/write_code.h"
#include "seed/schema/schema_source.h"
#include "seed/schema/track/incremental_schema_source.h"
#include "seed/seed.h"

namespace pgstair::rows {

/// What the rehearsals of a walk share: descriptions of tables and drawn values that stay good
/// from one revision to the next.
struct RehearsalMemory {
  std::unique_ptr<seed::SchemaSource> schemas = std::make_unique<seed::IncrementalSchemaSource>();
  std::shared_ptr<seed::FillCache> fills = std::make_shared<seed::RememberingCache>();
};

/// A revision, what its statements say, and the tables that they come to without naming them.
struct Rehearsed {
  const chain::Revision& revision;
  const RevisionStatements& statements;
  const Reach& reach;
  const NamesAtStake& at_stake;
};

/// Takes one revision through its rehearsal, as RowsRehearsal says. The sandbox is left as it comes
/// to be; the caller closes it.
walk::RowsRecord rehearse_revision(Sandbox& sandbox, const Rehearsed& rehearsed,
                                   const RowsOptions& options, RehearsalMemory& memory);

}  // namespace pgstair::rows
