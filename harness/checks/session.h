// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// Neither script leaves anything in its session that the next one would trip over.
class Session : public walk::RevisionCheck {
 public:
  /// `one_session`: the chain's tool runs the next one in it, as it is left.
  explicit Session(bool one_session) : one_session_(one_session) {}

  std::string_view name() const override { return "session"; }
  walk::CheckOutcome judge(const walk::RevisionRecord& record) override;

 private:
  bool one_session_;
};

}  // namespace pgstair::checks
