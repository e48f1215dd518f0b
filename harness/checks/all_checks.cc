// SPDX-License-Identifier: MIT
#include "checks/all_checks.h"

#include "checks/branch_order.h"
#include "checks/catalog_readable.h"
#include "checks/deployer.h"
#include "checks/enforcement.h"
#include "checks/full_descent.h"
#include "checks/grouped.h"
#include "checks/grown.h"
#include "checks/model_match.h"
#include "checks/model_readable.h"
#include "checks/neighbours.h"
#include "checks/populated.h"
#include "checks/preservation.h"
#include "checks/replay.h"
#include "checks/round_trip.h"
#include "checks/schema_only.h"
#include "checks/schema_rules.h"
#include "checks/session.h"
#include "checks/survival.h"

namespace pgstair::checks {

walk::Checks all_checks(const CheckContext& context) {
  walk::Checks checks;
  checks.of_revisions.push_back(std::make_unique<Replay>(context.psql_parts));
  checks.of_revisions.push_back(std::make_unique<RoundTrip>());
  checks.of_revisions.push_back(
      std::make_unique<Session>(context.one_session, context.session_for_each_script));
  if (context.deployer) checks.of_revisions.push_back(std::make_unique<Deployer>());
  if (context.neighbours) checks.of_revisions.push_back(std::make_unique<Neighbours>());
  if (context.schema_only) checks.of_revisions.push_back(std::make_unique<SchemaOnly>());
  if (context.rows) {
    checks.of_revisions.push_back(std::make_unique<Survival>());
    checks.of_revisions.push_back(std::make_unique<Preservation>());
  }
  if (context.fixtures || !context.expectations.empty())
    checks.of_revisions.push_back(std::make_unique<Expectations>(context.expectations));
  checks.of_chain.push_back(std::make_unique<FullDescent>());
  if (context.one_transaction)
    checks.of_chain.push_back(std::make_unique<Grouped>(context.files_in_one_transaction));
  if (context.repeatables) checks.of_chain.push_back(std::make_unique<Grown>());
  checks.of_chain.push_back(std::make_unique<BranchOrder>());
  checks.of_chain.push_back(std::make_unique<SchemaRules>());
  if (context.require_rows) checks.of_chain.push_back(std::make_unique<Populated>());
  if (context.model) checks.of_chain.push_back(std::make_unique<ModelMatch>(context.model));
  if (!context.model_unreadable.empty())
    checks.of_chain.push_back(std::make_unique<ModelReadable>(context.model_unreadable));
  if (context.probes || !context.probes_not_run.empty()) {
    checks.of_chain.push_back(
        std::make_unique<Enforcement>(context.probes, context.probes_not_run));
  }
  if (context.others_role) checks.of_chain.push_back(std::make_unique<CatalogReadable>());
  return checks;
}

}  // namespace pgstair::checks
