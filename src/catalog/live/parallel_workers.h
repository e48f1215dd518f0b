// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "catalog/transaction/read_transaction.h"
#include "postgres/session.h"

namespace pgstair::catalog {

/// Transactions of several sessions that see the same moment of one database, and share out work.
class ParallelWorkers {
 public:
  /// Alone.
  explicit ParallelWorkers(ReadTransaction& first);
  ~ParallelWorkers();
  ParallelWorkers(const ParallelWorkers&) = delete;
  ParallelWorkers& operator=(const ParallelWorkers&) = delete;

  /// Up to `count` more sessions with `conninfo`, which connect when there is work to share out:
  /// fewer, if the server does not let them in (it has a limit), or leads elsewhere (a pooler).
  /// Requires: `first` is open, and not within another transaction.
  void add(std::size_t count, const std::string& conninfo);

  /// With those that are yet to connect.
  std::size_t size() const { return others_.size() + 1; }

  /// Calls `job` once with each of 0 … count - 1, side by side, and returns when all are done.
  /// Throws what a job throws; the rest is then not begun.
  using Job = std::function<void(ReadTransaction&, std::size_t)>;
  void share_out(std::size_t count, const Job& job);

  /// Lets one of the others go, so that it can look at the database as it is now; none if there is
  /// none. It stays among the workers.
  postgres::Session* release();

 private:
  class Worker;

  ReadTransaction& first_;
  std::vector<std::unique_ptr<Worker>> others_;
};

}  // namespace pgstair::catalog
