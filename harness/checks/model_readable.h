// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/snapshot.h"
#include "walk/check.h"

namespace pgstair::checks {

/// The model was read by a role that may see all of it. What it could not see, the model check left
/// out, and a difference there goes unnoticed.
class ModelReadable : public walk::ChainCheck {
 public:
  explicit ModelReadable(catalog::Snapshot::Unreadable unreadable);
  std::string_view name() const override { return "whole_model"; }
  walk::CheckOutcome judge(const walk::ChainRecord& record) override;

 private:
  catalog::Snapshot::Unreadable unreadable_;
};

}  // namespace pgstair::checks
