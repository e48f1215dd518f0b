// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// Every table has rows at head, so that every revision was tried on some.
class Populated : public walk::ChainCheck {
 public:
  std::string_view name() const override { return "populated"; }
  walk::CheckOutcome judge(const walk::ChainRecord& record) override;
};

}  // namespace pgstair::checks
