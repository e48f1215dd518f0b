// SPDX-License-Identifier: MIT
#include "checks/catalog_readable.h"

#include "checks/findings.h"
#include "support/text.h"

namespace pgstair::checks {

walk::CheckOutcome CatalogReadable::judge(const walk::ChainRecord& record) {
  const auto& unreadable = record.head.unreadable();
  if (unreadable.empty()) return judged({});
  return not_checked("the role may not read these: " +
                     join(std::vector<std::string>(unreadable.begin(), unreadable.end()), ", "));
}

}  // namespace pgstair::checks
