// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chain/read.h"
#include "checks/expectations.h"
#include "checks/model_match.h"
#include "probe/probe.h"
#include "walk/check.h"

/// One file a check, and the list of them all.
namespace pgstair::checks {

/// What the checks need to know that the walk does not tell them.
struct CheckContext {
  LoadModel model = {};  ///< the desired schema; empty if the team keeps none
  catalog::Snapshot::Unreadable model_unreadable =
      {};                    ///< what whoever read the model could not see
  bool neighbours = false;   ///< others' tables were loaded before base
  bool others_role = false;  ///< the role is not ours: it may see less than all
  bool deployer = false;     ///< a role of its own runs the chain's SQL
  bool files_in_one_transaction =
      false;                     ///< what `one_transaction` says of files, which is not tried
  bool one_transaction = false;  ///< a program of its own may apply all revisions in one
  bool repeatables = false;      ///< some may be applied again after each version
  bool one_session = false;      ///< the chain's tool runs all revisions in one session
  bool session_for_each_script = false;  ///< … or opens one for each script, which ends with it
  chain::PsqlParts psql_parts = {};      ///< what that tool makes of what is meant for psql
  bool schema_only = false;              ///< no revision may change rows
  bool rows = false;                     ///< revisions are rehearsed with rows
  bool fixtures = false;                 ///< the team's own rows are loaded
  ExpectationsByRevision expectations = {};
  bool require_rows = false;                              ///< no table may be without rows at head
  std::optional<std::vector<probe::Result>> probes = {};  ///< of the constraints at head
  std::string probes_not_run = {};  ///< why there are none although they were asked for
};

/// Every check, in the order in which they report. A new check is a new file and one line there:
/// statics that register themselves vanish when a static library is linked.
walk::Checks all_checks(const CheckContext& context);

}  // namespace pgstair::checks
