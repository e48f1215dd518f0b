// SPDX-License-Identifier: MIT
#include "source/live_database.h"

#include <optional>
#include <utility>

#include "catalog/difference.h"
#include "catalog/filter.h"
#include "catalog/read_transaction.h"
#include "catalog/snapshot_reader.h"
#include "support/errors.h"

// One transaction is not enough: the rows of the catalogs are all of one moment then, but the text
// of views, constraints and indexes is deparsed by what they are at the time of the call.

namespace pgstair::source {

namespace {

constexpr int attempts = 10;

/// Sequences never rest.
bool same_but_for_sequence_values(const catalog::Snapshot& before, const catalog::Snapshot& after) {
  auto difference = catalog::diff(before, after);
  catalog::apply({}, difference);
  return difference.empty();
}

}  // namespace

catalog::Snapshot read_live(postgres::Session& session) {
  catalog::SnapshotReader reader;
  std::optional<catalog::Snapshot> last;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    try {
      auto now = reader.read(session, catalog::InTransaction::no);
      if (last && same_but_for_sequence_values(*last, now)) return now;
      last = std::move(now);
    } catch (const catalog::ChangedWhileRead&) {
      reader = catalog::SnapshotReader();
      last.reset();
    }
  }
  throw EnvironmentError("the catalog of " + postgres::without_password(session.conninfo()) +
                             " changed during each of " + std::to_string(attempts) + " reads",
                         "wait until the migration that runs there has ended");
}

}  // namespace pgstair::source
