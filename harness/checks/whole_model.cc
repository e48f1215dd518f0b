// SPDX-License-Identifier: MIT
#include "checks/whole_model.h"

#include <string>
#include <utility>
#include <vector>

#include "checks/findings.h"
#include "support/text.h"

namespace pgstair::checks {

WholeModel::WholeModel(catalog::Snapshot::Unread unread) : unread_(std::move(unread)) {}

walk::CheckOutcome WholeModel::judge(const walk::ChainRecord&) {
  return not_checked("the role that read the model may not see these: " +
                     join(std::vector<std::string>(unread_.begin(), unread_.end()), ", "));
}

}  // namespace pgstair::checks
