// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// Is head the same in whatever order branches are applied? Only what two of them change is asked.
class BranchOrder : public walk::ChainCheck {
 public:
  std::string_view name() const override { return "branch_order"; }
  walk::CheckOutcome judge(const walk::ChainRecord& record) override;
};

}  // namespace pgstair::checks
