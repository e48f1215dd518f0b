// SPDX-License-Identifier: MIT
#include "catalog/live/live_database.h"

#include <chrono>
#include <string>
#include <thread>

#include "catalog/live/parallel_read.h"
#include "catalog/transaction/read_transaction.h"
#include "postgres/connection_string.h"
#include "support/errors.h"

// One transaction is not enough: the rows of the catalogs are all of one moment then, but the text
// of views, constraints and indexes is deparsed by what they are at the time of the call.

namespace pgstair::catalog {

namespace {

constexpr int attempts = 10;
constexpr auto pause = std::chrono::milliseconds(300);

}  // namespace

Snapshot read_live(postgres::Session& session) {
  std::string last;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    try {
      auto [snapshot, at_rest] = read_in_parallel(session);
      if (at_rest) return snapshot;
    } catch (const ChangedWhileRead& error) {
      last = std::string("; at last ") + error.what();
      std::this_thread::sleep_for(pause);
    }
  }
  throw EnvironmentError("the catalog of " + postgres::without_password(session.conninfo()) +
                             " changed during each of " + std::to_string(attempts) + " reads" +
                             last,
                         "wait until the migration that runs there has ended");
}

}  // namespace pgstair::catalog
