// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// The whole chain can be taken down to base, leaves nothing there, and can be taken up again.
class FullDescent : public walk::ChainCheck {
 public:
  std::string_view name() const override { return "full_descent"; }
  walk::CheckOutcome judge(const walk::ChainRecord& record) override;
};

}  // namespace pgstair::checks
