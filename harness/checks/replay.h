// SPDX-License-Identifier: MIT
#pragma once

#include "chain/read.h"
#include "walk/check.h"

namespace pgstair::checks {

/// The upgrade runs to its end, by its own tool, and does not write a rename as a drop and an add.
class Replay : public walk::RevisionCheck {
 public:
  explicit Replay(chain::PsqlParts understood) : understood_(understood) {}

  std::string_view name() const override { return "replay"; }
  walk::CheckOutcome judge(const walk::RevisionRecord& record) override;

 private:
  chain::PsqlParts understood_;  ///< by the chain's tool
};

}  // namespace pgstair::checks
