// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/snapshot.h"
#include "squash/applied_chain.h"
#include "squash/resume.h"

/// What becomes of databases that stopped somewhere in the old chain.
namespace pgstair::squash {

/// A database that has applied the old chain up to some revision, when the tool is run with the new
/// chain's files.
struct Stop {
  enum class End {
    reaches_head,
    refused,  ///< the tool does nothing and says why
    fails,    ///< a revision that it applies fails: nothing is lost
    differs,  ///< the tool is content, and the catalog is not that of the head
  };
  std::size_t applied = 0;  ///< how many revisions of the old chain
  End end = End::reaches_head;
  std::string reason;                        ///< the tool's words, or the server's
  std::string revision;                      ///< of the new chain: which fails
  std::optional<walk::StepFailure> failure;  ///< of it
  /// How many revisions of the old chain the tool still applies; nothing if it applies others.
  std::optional<std::size_t> old_ones_left = {};
  std::vector<std::string> differences;  ///< "index i on public.t: dropped" …
};

/// Looks at each stop while the old chain is applied: base, then after each revision.
class Stops {
 public:
  /// `new_chain` is at its head. Both must outlive this object. `noted_as_one`: see Deployment.
  Stops(AppliedChain& old_chain, AppliedChain& new_chain, std::size_t noted_as_one);

  /// The stop where the old chain is now. What it tries there is rolled back, or, if it cannot be,
  /// done in a copy.
  Stop look();

  /// Marks those that end with the catalog of the head and without rows that the old chain would
  /// still have written. Requires: the old chain is at its head.
  void compare_rows(std::vector<Stop>& stops) const;

  /// How a catalog differs from what is expected, in words.
  static std::vector<std::string> differences(const catalog::Snapshot& expected,
                                              const catalog::Snapshot& actual);

 private:
  Stop look_at(const Resume& resume);
  std::optional<std::size_t> old_ones_left(const Resume& resume) const;
  Stop try_pending(const Resume& resume, Stop stop);
  void try_and_roll_back(const Resume& resume, Stop& stop);
  void try_in_a_copy(const Resume& resume, Stop& stop);

  AppliedChain& old_chain_;
  AppliedChain& new_chain_;
  Tool tool_;
};

}  // namespace pgstair::squash
