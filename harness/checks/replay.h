// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// The upgrade runs to its end, and does not write a rename as a drop and an add.
class Replay : public walk::RevisionCheck {
 public:
  std::string_view name() const override { return "replay"; }
  walk::CheckOutcome judge(const walk::RevisionRecord& record) override;
};

}  // namespace pgstair::checks
