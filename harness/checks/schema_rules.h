// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// Is what stands at head what its author will have meant? Rules, asked of the catalog alone.
class SchemaRules : public walk::ChainCheck {
 public:
  std::string_view name() const override { return "schema_rules"; }
  walk::CheckOutcome judge(const walk::ChainRecord& record) override;
};

}  // namespace pgstair::checks
