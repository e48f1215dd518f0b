// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// Neither script leaves anything in its session that the next one would trip over.
class Session : public walk::RevisionCheck {
 public:
  std::string_view name() const override { return "session"; }
  walk::CheckOutcome judge(const walk::RevisionRecord& record) override;
};

}  // namespace pgstair::checks
