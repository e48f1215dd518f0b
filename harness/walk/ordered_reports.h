// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <vector>

#include "report/result.h"

namespace pgstair::walk {

/// What the walk has to say of one revision.
struct RevisionReport {
  report::RevisionResult row;
  std::vector<report::Finding> findings;
};

/// Reports on their way from the servers that walk to the one place that tells them, in the order
/// of the chain. Safe to use from several threads.
class OrderedReports {
 public:
  void put(std::size_t index, RevisionReport report);
  /// A walk ended with an exception: take() throws it, now or when it is called.
  void fail(std::exception_ptr failure);

  /// Waits for the report of the revision at `index`; each can be taken once.
  RevisionReport take(std::size_t index);

  /// Throws what a walk failed with after its last report, if any did.
  void rethrow_failure();

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::map<std::size_t, RevisionReport> waiting_;
  std::exception_ptr failure_;
};

}  // namespace pgstair::walk
