// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "report/finding.h"

namespace pgstair::report {

/// What a finding is known by from run to run: its code, revision and object, the statement that
/// failed and how, the attributes that differ. Neither the place in the file nor the words of the
/// message, so that it stays the same when lines move, another fault is mended, or the message is
/// worded better. Two findings may have the same. Sixteen hexadecimal digits.
std::string fingerprint(const Finding& finding);

}  // namespace pgstair::report
