// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// The chain can be applied from base in the one transaction in which its tool applies it.
class Grouped : public walk::ChainCheck {
 public:
  /// `are_files`: no program of its own applies the chain, so the walk has not tried it.
  explicit Grouped(bool are_files) : are_files_(are_files) {}

  std::string_view name() const override { return "one_transaction"; }
  walk::CheckOutcome judge(const walk::ChainRecord& record) override;

 private:
  bool are_files_;
};

}  // namespace pgstair::checks
