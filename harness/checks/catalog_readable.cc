// SPDX-License-Identifier: MIT
#include "checks/catalog_readable.h"

#include "checks/findings.h"
#include "support/text.h"

namespace pgstair::checks {

walk::CheckOutcome CatalogReadable::judge(const walk::ChainRecord& record) {
  const auto& unread = record.head.unread();
  if (unread.empty()) return judged({});
  return not_checked("the role on the given server may not read these: " +
                     join(std::vector<std::string>(unread.begin(), unread.end()), ", "));
}

}  // namespace pgstair::checks
