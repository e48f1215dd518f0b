// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// Both scripts run to their end on rows that were legal before them.
class Survival : public walk::RevisionCheck {
 public:
  std::string_view name() const override { return "survival"; }
  walk::CheckOutcome judge(const walk::RevisionRecord& record) override;
};

}  // namespace pgstair::checks
