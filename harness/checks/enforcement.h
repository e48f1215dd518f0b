// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "probe/probe.h"
#include "walk/check.h"

namespace pgstair::checks {

/// Every constraint at head rejects a row that violates it.
class Enforcement : public walk::ChainCheck {
 public:
  /// `results` are absent if the probes could not run; `not_run` then says why.
  Enforcement(std::optional<std::vector<probe::Result>> results, std::string not_run);
  std::string_view name() const override { return "enforcement"; }
  walk::CheckOutcome judge(const walk::ChainRecord& record) override;

 private:
  std::optional<std::vector<probe::Result>> results_;
  std::string not_run_;
};

}  // namespace pgstair::checks
