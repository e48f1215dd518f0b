// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "catalog/difference.h"
#include "chain/revision.h"
#include "report/finding.h"
#include "walk/check.h"

/// How checks word what they found. The wording is here so that two checks cannot say one thing in
/// two ways.
namespace pgstair::checks {

/// A finding of this code with the catalogue's severity, check and advice.
report::Finding finding(std::string_view code, const std::string& revision,
                        const std::string& message, const Location& location);

/// The same for a script that did not run to its end, with the statement and the server's words.
report::Finding failure_finding(std::string_view code, const std::string& revision,
                                const std::string& message, const walk::StepFailure& failure);

/// Adds the object, the table that it hangs on (of a partition, what it is one of), and what it was
/// and is.
void add_evidence(report::Finding& finding, const catalog::Change& change);

/// "not null: no → yes", or the attribute's name alone where the values are long.
std::string changed_attributes(const catalog::Change& change);
/// The same where there is no before and after: "type: text in the model, integer in the chain".
std::string different_attributes(const catalog::Change& change, const std::string& in_before,
                                 const std::string& in_after);

walk::CheckOutcome not_checked(const std::string& reason);
/// Failed if there is a finding of severity warning or error, else passed.
walk::CheckOutcome judged(std::vector<report::Finding> findings);

}  // namespace pgstair::checks
