// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "chain/revision.h"
#include "preflight/real_database.h"
#include "report/preflight.h"

namespace pgstair::preflight {

/// Indexes of the real database that are not valid: a CREATE INDEX CONCURRENTLY that failed, or an
/// index of a partitioned table that some partition has none for. IF NOT EXISTS takes them for what
/// is wanted.
class InvalidIndexes {
 public:
  explicit InvalidIndexes(RealDatabase& real);

  /// What a revision will skip.
  std::vector<report::PreflightFact> skipped_by(const chain::Revision& revision);

  /// The others; to be called after all revisions.
  void tell_the_rest(report::Preflight& result) const;

 private:
  struct Index {
    std::string schema;
    std::string name;
    std::string display;  ///< "index public.events_key on public.events"
    std::string drop;     ///< what does away with it
    bool partitioned = false;
    bool told = false;
  };
  std::vector<Index> indexes_;
};

}  // namespace pgstair::preflight
