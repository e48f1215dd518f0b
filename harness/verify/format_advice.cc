// SPDX-License-Identifier: MIT
#include "verify/format_advice.h"

#include <string>

#include "chain/read.h"
#include "support/text.h"

namespace pgstair::verify {

namespace {

/// Whether the server refused a statement (CREATE INDEX CONCURRENTLY, VACUUM) for the transaction
/// around it.
bool is_refused_in_transaction(const report::Finding& finding) {
  const auto state = finding.evidence.find("sqlstate");
  return state != finding.evidence.end() && state->second == "25001" &&
         finding.message.find("inside a transaction block") != std::string::npos;
}

std::string outside_transaction(const std::string& format) {
  if (format == "alembic")
    return "Put `with op.get_context().autocommit_block():` around the operation.";
  return std::string(chain::outside_transaction(format));
}

void advise_in_python(report::Finding& finding) {
  if (finding.code == "two-heads") {
    finding.advice =
        "Join them: alembic merge heads -m \"…\". Branches that are meant to stay need a label "
        "each (branch_labels).";
  }
  finding.advice = replace_all(finding.advice, "-- pgstair: ", "# pgstair: ");
}

}  // namespace

void advise_in_format(report::Result& result) {
  const std::string way_out = outside_transaction(result.chain_format);
  for (auto& finding : result.findings) {
    if (!way_out.empty() && is_refused_in_transaction(finding)) finding.advice = way_out;
    if (result.chain_format == "alembic") advise_in_python(finding);
  }
}

}  // namespace pgstair::verify
