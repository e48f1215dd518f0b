// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/session.h"
#include "seed/cache/fill_cache.h"
#include "seed/load/loader.h"

namespace pgstair::seed {

/// Adds rows by COPY. If the server refuses one, row by row, leaving out what is refused and going
/// on through the source (a copy of it each time), then through the varied one, until there are
/// enough or it gives up.
class PlainLoader final : public Loader {
 public:
  /// Requires: both outlive this object.
  PlainLoader(postgres::Session& session, FillCache& cache) : session_(session), cache_(cache) {}

  LoadOutcome load(const LoadRequest& request) override;

 private:
  postgres::Session& session_;
  FillCache& cache_;
};

}  // namespace pgstair::seed
