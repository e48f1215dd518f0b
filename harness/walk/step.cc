// SPDX-License-Identifier: MIT
#include "walk/step.h"

namespace pgstair::walk {

StepFailure timeout_failure(std::chrono::seconds limit) {
  StepFailure failure;
  failure.kind = StepFailure::Kind::timeout;
  failure.error = postgres::not_over_within(limit);
  return failure;
}

}  // namespace pgstair::walk
