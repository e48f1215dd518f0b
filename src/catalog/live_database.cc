// SPDX-License-Identifier: MIT
#include "catalog/live_database.h"

#include <string>

#include "catalog/read_transaction.h"
#include "catalog/whole_reader.h"
#include "support/errors.h"

// One transaction is not enough: the rows of the catalogs are all of one moment then, but the text
// of views, constraints and indexes is deparsed by what they are at the time of the call.

namespace pgstair::catalog {

namespace {

constexpr int attempts = 10;

}  // namespace

Snapshot read_live(postgres::Session& session) {
  WholeReader reader(session);
  for (int attempt = 0; attempt < attempts; ++attempt) {
    try {
      auto [snapshot, stamp] = reader.read_side_by_side();
      if (reader.stamp() == stamp) return snapshot;
    } catch (const ChangedWhileRead&) {
      continue;
    }
  }
  throw EnvironmentError("the catalog of " + postgres::without_password(session.conninfo()) +
                             " changed during each of " + std::to_string(attempts) + " reads",
                         "wait until the migration that runs there has ended");
}

}  // namespace pgstair::catalog
