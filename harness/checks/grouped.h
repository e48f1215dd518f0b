// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// The chain can be applied from base in the one transaction in which its tool applies it.
class Grouped : public walk::ChainCheck {
 public:
  std::string_view name() const override { return "one_transaction"; }
  walk::CheckOutcome judge(const walk::ChainRecord& record) override;
};

}  // namespace pgstair::checks
