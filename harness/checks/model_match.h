// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "catalog/snapshot.h"
#include "walk/check.h"

namespace pgstair::checks {

/// The catalog at head is the one that the model describes.
class ModelMatch : public walk::ChainCheck {
 public:
  /// `model` is absent if it did not load; `not_loaded` then says why.
  ModelMatch(std::optional<catalog::Snapshot> model, std::string not_loaded);
  std::string_view name() const override { return "model"; }
  walk::CheckOutcome judge(const walk::ChainRecord& record) override;

 private:
  std::optional<catalog::Snapshot> model_;
  std::string not_loaded_;
};

}  // namespace pgstair::checks
