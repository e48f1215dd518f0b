// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "catalog/read_transaction.h"
#include "postgres/session.h"

namespace pgstair::catalog {

/// Transactions of several sessions that see the same moment of one database, and share out work.
class ReadingTeam {
 public:
  /// Alone.
  explicit ReadingTeam(ReadTransaction& first);
  ~ReadingTeam();
  ReadingTeam(const ReadingTeam&) = delete;
  ReadingTeam& operator=(const ReadingTeam&) = delete;

  /// Connects up to `count` more sessions with `conninfo`: fewer, if the server does not let them
  /// in (it has a limit), or leads elsewhere (a pooler). Requires: `first` is open, and not within
  /// another transaction.
  void grow(std::size_t count, const std::string& conninfo);

  std::size_t size() const { return others_.size() + 1; }

  /// Calls `job` once with each of 0 … count - 1, side by side, and returns when all are done.
  /// Throws what a job throws; the rest is then not begun.
  using Job = std::function<void(ReadTransaction&, std::size_t)>;
  void share_out(std::size_t count, const Job& job);

 private:
  struct Member;

  ReadTransaction& first_;
  std::vector<std::unique_ptr<Member>> others_;
};

}  // namespace pgstair::catalog
