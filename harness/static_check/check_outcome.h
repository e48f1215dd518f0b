// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "report/result.h"

/// What a check of the chain as a whole adds to the result.
namespace pgstair::static_check {

void note_not_checked(const std::string& check, const std::string& why, report::Result& result);

/// It failed if there is a finding of severity warning or error.
void note_checked(const std::string& check, std::vector<report::Finding> findings,
                  report::Result& result);

}  // namespace pgstair::static_check
