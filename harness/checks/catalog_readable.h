// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// The role of the run may read the whole catalog. Of what it may not read, no other check knows
/// whether a revision left, lost or changed it.
class CatalogReadable : public walk::ChainCheck {
 public:
  std::string_view name() const override { return "whole_catalog"; }
  walk::CheckOutcome judge(const walk::ChainRecord& record) override;
};

}  // namespace pgstair::checks
