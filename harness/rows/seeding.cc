// SPDX-License-Identifier: MIT
#include "rows/seeding.h"

#include "walk/bookkeeping.h"

namespace pgstair::rows {

seed::Report fill(postgres::Session& session, const seed::Schema& schema,
                  seed::RunSettings settings) {
  seed::Options options;
  options.settings = settings;
  options.leave_alone = walk::why_left_alone;
  return seed::fill(session, options, schema);
}

}  // namespace pgstair::rows
