// SPDX-License-Identifier: MIT
#pragma once

#include "support/errors.h"

namespace pgstair::fuzz {

/// Calls `read`, which may refuse its bytes as a user's mistake and in no other way.
template <typename Function>
void may_refuse(Function read) {
  try {
    read();
  } catch (const UsageError&) {
  }
}

}  // namespace pgstair::fuzz
