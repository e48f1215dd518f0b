// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <set>
#include <string>

#include "catalog/object.h"
#include "walk/check.h"

namespace pgstair::checks {

/// The upgrade leaves alone what others keep in the same database: whatever was there before the
/// first revision. Referring to it (a foreign key to a neighbour's table) is no touch.
class Neighbours : public walk::RevisionCheck {
 public:
  std::string_view name() const override { return "neighbours"; }
  walk::CheckOutcome judge(const walk::RevisionRecord& record) override;

 private:
  /// What was there at base.
  std::optional<std::set<catalog::Identity>> theirs_;
};

}  // namespace pgstair::checks
