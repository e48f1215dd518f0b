// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// Up, down and up again leaves the values of rows as they were. Losses that the revision declares
/// are expected.
class Preservation : public walk::RevisionCheck {
 public:
  std::string_view name() const override { return "preservation"; }
  walk::CheckOutcome judge(const walk::RevisionRecord& record) override;
};

}  // namespace pgstair::checks
