// SPDX-License-Identifier: MIT
#include "explain/explain.h"

#include <memory>

#include "catalog/track/incremental_source.h"
#include "explain/account.h"
#include "explain/standing.h"
#include "explain/tools/tool.h"
#include "postgres/connection_string.h"
#include "support/errors.h"

namespace pgstair::explain {

report::Explanation run(const verify::Options& options, const ExplainOptions& explain,
                        postgres::ScratchDatabases& databases) {
  preflight::PreflightOptions look;
  look.url = explain.url;
  look.timeout = explain.timeout;
  preflight::RealDatabase real(look);
  source::ChainDatabase scratch(databases, options,
                                [] { return std::make_unique<catalog::IncrementalSource>(); });
  if (const auto& fault = scratch.left_out())
    throw UsageError("the chain is not whole: " + fault->message, fault->location);
  const auto tool = tool_of(options, scratch);
  const Standing standing = find_standing(real, explain.url, options, scratch, databases);
  report::Explanation told = Account(standing, *tool, options, scratch).give();
  told.database = postgres::without_password(explain.url);
  return told;
}

}  // namespace pgstair::explain
