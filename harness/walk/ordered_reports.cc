// SPDX-License-Identifier: MIT
#include "walk/ordered_reports.h"

#include <utility>

namespace pgstair::walk {

void OrderedReports::put(std::size_t index, RevisionReport report) {
  const std::lock_guard lock(mutex_);
  waiting_.emplace(index, std::move(report));
  arrived_.notify_one();
}

void OrderedReports::fail(std::exception_ptr failure) {
  const std::lock_guard lock(mutex_);
  if (!failure_) failure_ = std::move(failure);
  arrived_.notify_one();
}

RevisionReport OrderedReports::take(std::size_t index) {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [&] { return failure_ || waiting_.contains(index); });
  if (failure_) std::rethrow_exception(failure_);
  auto node = waiting_.extract(index);
  return std::move(node.mapped());
}

void OrderedReports::rethrow_failure() {
  const std::lock_guard lock(mutex_);
  if (failure_) std::rethrow_exception(failure_);
}

}  // namespace pgstair::walk
