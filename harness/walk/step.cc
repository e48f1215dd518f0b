// SPDX-License-Identifier: MIT
#include "walk/step.h"

namespace pgstair::walk {

StepFailure timeout_failure(std::chrono::seconds limit) {
  StepFailure failure;
  failure.kind = StepFailure::Kind::timeout;
  failure.error.message = "it was not over within " + std::to_string(limit.count()) + " s";
  return failure;
}

}  // namespace pgstair::walk
