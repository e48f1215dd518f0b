// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>

#include "report/ci/listed.h"
#include "report/ci/reports.h"

namespace pgstair::report {

namespace {

const char* severity_of(const Finding& finding) {
  switch (finding.severity) {
    case Severity::error:
      return "critical";
    case Severity::warning:
      return "major";
    case Severity::note:
      break;
  }
  return "info";
}

}  // namespace

std::string render_code_quality(const Result& result, const std::filesystem::path& repository) {
  nlohmann::ordered_json report = nlohmann::ordered_json::array();
  for (const auto& one : listed(result, repository)) {
    report.push_back({{"description", paragraph(*one.finding)},
                      {"check_name", one.finding->code},
                      {"fingerprint", one.fingerprint},
                      {"severity", severity_of(*one.finding)},
                      {"location", {{"path", one.file}, {"lines", {{"begin", one.line}}}}}});
  }
  return report.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace pgstair::report
