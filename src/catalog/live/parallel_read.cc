// SPDX-License-Identifier: MIT
#include "catalog/live/parallel_read.h"

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "catalog/live/parallel_workers.h"
#include "catalog/read/whole_read.h"
#include "catalog/transaction/access.h"
#include "catalog/transaction/read_transaction.h"

namespace pgstair::catalog {

namespace {

constexpr std::int64_t large = 524'288;  ///< bytes of pg_class, from which on several sessions pay
constexpr unsigned most_sessions = 4;

constexpr const char* size_sql = "SELECT pg_relation_size('pg_class')";

/// Which transactions one sees: if another one sees the same, nobody who wrote anything ended in
/// between. A standby does not tell of all.
constexpr const char* seen_sql =
    "SELECT CASE WHEN pg_is_in_recovery() THEN '' ELSE pg_current_snapshot()::text END";

std::vector<postgres::Rows> read_roots(ParallelWorkers& workers, const CatalogQueries& queries) {
  const auto& sql = queries.roots;
  std::vector<postgres::Rows> answers(sql.size());
  workers.share_out(sql.size(), [&](ReadTransaction& transaction, std::size_t i) {
    answers[i] = transaction.execute(sql[i], {}, Planning::hashing_only);
  });
  return answers;
}

Snapshot read_snapshot(ParallelWorkers& workers, const Access& access) {
  const KindsByRoot wanted = kinds_of_roots(access.queries, read_roots(workers, access.queries));
  const auto slices = slices_of(wanted, access.queries, workers.size());
  SnapshotBuilder builder;
  std::mutex building;
  workers.share_out(slices.size(), [&](ReadTransaction& transaction, std::size_t i) {
    auto part = SnapshotBuilder::read(transaction, access, slices[i], Statements::once);
    const std::lock_guard lock(building);
    builder.add(std::move(part));
  });
  return builder.finish(access.queries.unreadable);
}

/// One text that is another whenever a row of the catalogs is.
std::string stamp_of(ReadTransaction& transaction, const CatalogQueries& queries) {
  return transaction.execute(queries.stamp, {}, Planning::hashing_only).text(0, 0);
}

std::string seen_by(ReadTransaction& transaction) {
  return transaction.execute(seen_sql, {}).text(0, 0);
}

/// Whether the catalogs are now as `then` sees them. Mostly nobody wrote anything at all, and there
/// is no need of a stamp.
bool is_as_before(ReadTransaction& then, ReadTransaction& now, const CatalogQueries& queries) {
  const std::string seen = seen_by(then);
  if (!seen.empty() && seen_by(now) == seen) return true;
  return stamp_of(now, queries) == stamp_of(then, queries);
}

std::size_t workers_to_add(ReadTransaction& transaction) {
  if (std::stoll(transaction.execute(size_sql, {}).text(0, 0)) < large) return 0;
  return std::clamp(std::thread::hardware_concurrency(), 1U, most_sessions) - 1;
}

}  // namespace

WatchedSnapshot read_in_parallel(postgres::Session& session) {
  ReadTransaction transaction(session, InTransaction::no);
  transaction.give_way();
  const Access access = access_of(transaction, session.server_version());
  ParallelWorkers workers(transaction);
  if (const auto count = workers_to_add(transaction); count > 0) {
    workers.add(count, session.conninfo());
  }
  WatchedSnapshot result{read_snapshot(workers, access)};
  if (postgres::Session* other = workers.release()) {
    ReadTransaction now(*other, InTransaction::no);
    result.at_rest = is_as_before(transaction, now, access.queries);
  } else {
    const std::string stamp = stamp_of(transaction, access.queries);
    transaction.close();
    ReadTransaction now(session, InTransaction::no);
    result.at_rest = stamp_of(now, access.queries) == stamp;
  }
  return result;
}

}  // namespace pgstair::catalog
