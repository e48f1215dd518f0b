// SPDX-License-Identifier: MIT
#include "checks/model_readable.h"

#include <string>
#include <utility>
#include <vector>

#include "checks/findings.h"
#include "support/text.h"

namespace pgstair::checks {

ModelReadable::ModelReadable(catalog::Snapshot::Unreadable unreadable)
    : unreadable_(std::move(unreadable)) {}

walk::CheckOutcome ModelReadable::judge(const walk::ChainRecord&) {
  return not_checked("the role that read the model may not see these: " +
                     join(std::vector<std::string>(unreadable_.begin(), unreadable_.end()), ", "));
}

}  // namespace pgstair::checks
