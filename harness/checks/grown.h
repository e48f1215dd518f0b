// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// Versions can be applied where the chain's repeatables have been applied before them.
class Grown : public walk::ChainCheck {
 public:
  std::string_view name() const override { return "repeatables"; }
  walk::CheckOutcome judge(const walk::ChainRecord& record) override;
};

}  // namespace pgstair::checks
