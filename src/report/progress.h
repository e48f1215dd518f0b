// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "report/result.h"

namespace pgstair::report {

/// Hears of a run while it goes on. The walk calls it; the console implements it.
class Progress {
 public:
  virtual ~Progress() = default;
  /// Before the first revision.
  virtual void started(const Result& so_far, std::size_t revisions) = 0;
  /// The walk begins anew, with the first revision, and what was told of revisions is void.
  /// `reason`: a sentence's end.
  virtual void starts_again(const Result& so_far, const std::string& reason) = 0;
  /// After each revision, with the findings that are its own.
  virtual void revision_done(const RevisionResult& revision, std::size_t index,
                             std::span<const Finding> findings) = 0;
};

/// Nobody listens.
class Silence : public Progress {
 public:
  void started(const Result&, std::size_t) override {}
  void starts_again(const Result&, const std::string&) override {}
  void revision_done(const RevisionResult&, std::size_t, std::span<const Finding>) override {}
};

}  // namespace pgstair::report
