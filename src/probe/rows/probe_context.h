// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <vector>

#include "postgres/session.h"
#include "probe/attempts/options.h"
#include "probe/rows/checked_views.h"
#include "probe/rows/referenced_rows.h"
#include "seed/conditions/evaluation.h"
#include "seed/insertable_rows.h"
#include "seed/seed.h"
#include "seed/values/value_maker.h"

namespace pgstair::probe {

/// A filled database, and what is needed to write statements against it.
struct ProbeContext {
  postgres::Session& session;
  const seed::FilledDatabase& database;
  const seed::ValueMaker& maker;
  const Options& options;
  const ReferencedRows& referenced_rows;
  seed::Evaluator& evaluator;                                 ///< of the session
  std::map<seed::Oid, seed::InsertableRows> insertable = {};  ///< of the tables that are looked at
  std::set<seed::Oid> with_policies = {};                     ///< tables
  std::map<seed::Oid, std::vector<CheckedView>> checked_views = {};  ///< by table

  const seed::Schema& schema() const { return database.schema; }
};

}  // namespace pgstair::probe
