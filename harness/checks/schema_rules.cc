// SPDX-License-Identifier: MIT
#include "checks/schema_rules.h"

#include <algorithm>
#include <iterator>

#include "checks/findings.h"
#include "checks/missing_row_security.h"
#include "checks/unique_over_null.h"

namespace pgstair::checks {

walk::CheckOutcome SchemaRules::judge(const walk::ChainRecord& record) {
  if (record.applied.empty() || record.walked_without != nullptr)
    return not_checked(record.descent.not_run);
  const HeadTables tables = head_tables(record);
  auto findings = missing_row_security(tables, record);
  std::ranges::move(unique_over_null(tables, record), std::back_inserter(findings));
  return judged(std::move(findings));
}

}  // namespace pgstair::checks
