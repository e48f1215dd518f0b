// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// The upgrade leaves alone what others keep in the same database. Referring to it (a foreign key
/// to a neighbour's table) is no touch.
class Neighbours : public walk::RevisionCheck {
 public:
  std::string_view name() const override { return "neighbours"; }
  walk::CheckOutcome judge(const walk::RevisionRecord& record) override;
};

}  // namespace pgstair::checks
