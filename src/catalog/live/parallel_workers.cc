// SPDX-License-Identifier: MIT
#include "catalog/live/parallel_workers.h"

#include <optional>
#include <utility>

#include "support/errors.h"
#include "support/share_out.h"

namespace pgstair::catalog {

namespace {

/// A session that sees `snapshot_id`; none if there is none to be had.
std::optional<postgres::Session> join(const std::string& conninfo,
                                      const std::string& snapshot_id) try {
  postgres::Session session(conninfo);
  const auto outcome = session.try_execute(
      "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT '" + snapshot_id +
      "'");
  const bool sees_it = postgres::failure(outcome) == nullptr;
  session.execute("ROLLBACK");
  if (!sees_it) return std::nullopt;
  return session;
} catch (const EnvironmentError&) {  // one session does all, only slower
  return std::nullopt;
}

}  // namespace

/// One of the others, which connects at its first work.
class ParallelWorkers::Worker {
 public:
  Worker(std::string conninfo, std::string snapshot_id)
      : conninfo_(std::move(conninfo)), snapshot_id_(std::move(snapshot_id)) {}

  /// None if the server does not let it in.
  ReadTransaction* transaction() {
    if (!asked_) {
      asked_ = true;
      session_ = join(conninfo_, snapshot_id_);
      if (session_) transaction_.emplace(*session_, snapshot_id_).give_way();
    }
    return transaction_ ? &*transaction_ : nullptr;
  }

  /// The session, without its transaction; none if the server did not let it in.
  postgres::Session* release() {
    transaction_.reset();
    return session_ ? &*session_ : nullptr;
  }

 private:
  std::string conninfo_;
  std::string snapshot_id_;
  bool asked_ = false;
  std::optional<postgres::Session> session_;
  std::optional<ReadTransaction> transaction_;
};

ParallelWorkers::ParallelWorkers(ReadTransaction& first) : first_(first) {}
ParallelWorkers::~ParallelWorkers() = default;

void ParallelWorkers::add(std::size_t count, const std::string& conninfo) {
  const std::string snapshot_id = first_.export_snapshot();
  for (std::size_t i = 0; i < count; ++i) {
    others_.push_back(std::make_unique<Worker>(conninfo, snapshot_id));
  }
}

void ParallelWorkers::share_out(std::size_t count, const Job& job) {
  pgstair::share_out(count, size(), [&](std::size_t worker, Items& items) {
    ReadTransaction* transaction = worker == 0 ? &first_ : others_[worker - 1]->transaction();
    if (transaction == nullptr) return;
    while (const auto i = items.next()) job(*transaction, *i);
  });
}

postgres::Session* ParallelWorkers::release() {
  return others_.empty() ? nullptr : others_.front()->release();
}

}  // namespace pgstair::catalog
