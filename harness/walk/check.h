// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "report/result.h"
#include "walk/record.h"

namespace pgstair::walk {

/// What a check concluded: a verdict, why it did not run if so, and what it found.
struct CheckOutcome {
  report::Verdict verdict = report::Verdict::passed;
  std::string reason;  ///< for not_checked
  std::vector<report::Finding> findings;
};

/// Something that is judged of every revision, from what the walk saw of it.
/// A check owns no database, prints nothing and knows no other check.
class RevisionCheck {
 public:
  virtual ~RevisionCheck() = default;
  virtual std::string_view name() const = 0;
  virtual CheckOutcome judge(const RevisionRecord& record) = 0;
};

/// Something that is judged once, of the chain as a whole.
class ChainCheck {
 public:
  virtual ~ChainCheck() = default;
  virtual std::string_view name() const = 0;
  virtual CheckOutcome judge(const ChainRecord& record) = 0;
};

/// The checks of a run, in the order in which they report.
struct Checks {
  std::vector<std::unique_ptr<RevisionCheck>> of_revisions;
  std::vector<std::unique_ptr<ChainCheck>> of_chain;
};

}  // namespace pgstair::walk
