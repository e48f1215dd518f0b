// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// What an upgrade does does not hang on what the role that deploys may do: code that catches a
/// refusal leaves another schema in production than where a superuser runs it.
class Deployer : public walk::RevisionCheck {
 public:
  std::string_view name() const override { return "deployer"; }
  walk::CheckOutcome judge(const walk::RevisionRecord& record) override;
};

}  // namespace pgstair::checks
