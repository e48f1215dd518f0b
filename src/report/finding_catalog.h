// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "report/finding.h"

namespace pgstair::report {

/// A code that pgstair may report: the stable public interface of CI configurations.
/// Each has a page docs/findings/CODE.md and at least one folder scenarios/CODE-*/.
struct FindingKind {
  std::string_view code;
  Severity severity;  ///< unless the check says otherwise
  std::string_view check;
  std::string_view title;   ///< a short noun phrase: "The downgrade leaves something behind"
  std::string_view means;   ///< what it means in production, one or two sentences
  std::string_view remedy;  ///< what to do about it
};

const std::vector<FindingKind>& finding_catalog();

/// The row of `code`. Requires: there is one.
const FindingKind& finding_kind(std::string_view code);

}  // namespace pgstair::report
