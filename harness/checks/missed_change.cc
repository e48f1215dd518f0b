// SPDX-License-Identifier: MIT
#include "checks/missed_change.h"

#include <string>
#include <vector>

#include "checks/findings.h"
#include "report/version.h"
#include "support/text.h"

namespace pgstair::checks {

void report_missed_change(const walk::MissedChange& missed, report::Result& result) {
  std::vector<std::string> objects;
  for (const auto& identity : missed.objects) objects.push_back(to_string(identity));
  const std::string more =
      objects.size() == 1 ? "" : " (and of " + counted(objects.size() - 1, "more object") + ")";
  const bool is_known = missed.revision != nullptr;
  report::Finding found = finding(
      "snapshot-tracking-missed-change", is_known ? missed.revision->id : "",
      "pgstair reads only what a script touched, and so missed a change of " + objects.front() +
          more + "; the chain was walked again by whole reads, whose verdicts these are",
      is_known ? Location{missed.revision->file} : Location{});
  found.object = objects.front();
  found.evidence["objects"] = join(objects, "\n");
  found.evidence["pgstair"] = std::string(report::version);
  found.evidence["server"] = result.server_version;
  found.advice = "Please send us this finding with the revision" +
                 (is_known ? " " + missed.revision->id : std::string()) + ": pgstair " +
                 found.evidence["pgstair"] + ", Postgres " + found.evidence["server"] +
                 ". Until it is mended, `--snapshot-source whole` spares the second walk.";
  result.chain_checks[found.check] = report::Verdict::failed;
  result.findings.push_back(std::move(found));
}

}  // namespace pgstair::checks
