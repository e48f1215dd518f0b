// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// The downgrade runs, brings back the catalog that was there before the upgrade, and the upgrade
/// can be applied again with the same result. Losses that the revision declares are expected.
class RoundTrip : public walk::RevisionCheck {
 public:
  std::string_view name() const override { return "round_trip"; }
  walk::CheckOutcome judge(const walk::RevisionRecord& record) override;
};

}  // namespace pgstair::checks
