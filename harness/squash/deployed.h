// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "report/result.h"
#include "squash/applied_chain.h"
#include "squash/stops.h"

/// Databases that are in use, before the squash is deployed to them.
namespace pgstair::squash {

/// What there is to hold them against.
struct Expected {
  const AppliedChain& old_chain;  ///< at its head, or as far as it could be applied
  const AppliedChain& new_chain;  ///< at its head
  const Tool& tool;
  const std::vector<Stop>& stops;  ///< of each revision of the old chain, from base on
  /// How the heads of the two chains differ, in the words of Stop::differences: told already.
  std::vector<std::string> differences_of_heads;
  std::set<catalog::Identity> neighbours;
  std::string server_version;  ///< on which both were applied
  /// The last release whose files have this revision of the old chain: "v2.4 (tag)".
  std::function<std::string(const chain::Revision&)> release_with;
};

/// Where a database stands and what becomes of it, with the findings about it. It is only read, in
/// a session that cannot write. What its version table notes is taken by its tool's own rules:
///
/// - nothing, and the schema is that of base: it is new;
/// - nothing, and it is not: no tool has made it, or another one;
/// - a revision that neither chain has: another branch's, or another tool's;
/// - a failed or dirty one: to be mended first;
/// - some of the range: stranded, with the revisions that are missing;
/// - all of it: it goes on, if the schema is what those revisions make.
///
/// `name`: how it is called in the report. Throws EnvironmentError if it cannot be reached,
/// UsageError if its version table is not what the format's tool keeps.
report::DeployedDatabase look_at_deployed(const std::string& url, const std::string& name,
                                          const Expected& expected,
                                          std::vector<report::Finding>& findings);

}  // namespace pgstair::squash
