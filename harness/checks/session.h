// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// Neither script leaves anything in its session that the next one would trip over.
class Session : public walk::RevisionCheck {
 public:
  /// `one_session`: the chain's tool runs the next one in it, as it is left.
  /// `ends_with_script`: each script has a session of its own, and what is left in it is nothing.
  Session(bool one_session, bool ends_with_script)
      : one_session_(one_session), ends_with_script_(ends_with_script) {}

  std::string_view name() const override { return "session"; }
  walk::CheckOutcome judge(const walk::RevisionRecord& record) override;

 private:
  bool one_session_;
  bool ends_with_script_;
};

}  // namespace pgstair::checks
