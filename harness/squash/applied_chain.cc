// SPDX-License-Identifier: MIT
#include "squash/applied_chain.h"

#include <memory>

#include "catalog/track/incremental_source.h"

namespace pgstair::squash {

AppliedChain::AppliedChain(postgres::ScratchDatabases& databases, const verify::Options& options)
    : database_(databases, options, [] { return std::make_unique<catalog::IncrementalSource>(); }),
      states_{database_.database().snapshot()},
      rows_{walk::read_table_rows(database_.database().session())} {}

bool AppliedChain::advance() {
  const std::size_t next = applied();
  const chain::Revision& revision = chain().revisions()[next];
  if (!revision.up || !revision.not_runnable.empty()) {
    not_runnable_ = revision.not_runnable.empty() ? "it has no upgrade" : revision.not_runnable;
    return false;
  }
  auto outcome = database_.walker().revisions.upgrade(next);
  if (!outcome.ok()) {
    failure_ = std::move(outcome.failure);
    return false;
  }
  states_.push_back(database_.database().snapshot());
  rows_.push_back(walk::read_table_rows(database_.database().session()));
  return true;
}

void AppliedChain::advance_to_head() {
  while (!at_head() && advance()) {
  }
}

}  // namespace pgstair::squash
