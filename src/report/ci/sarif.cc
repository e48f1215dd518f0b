// SPDX-License-Identifier: MIT
#include <map>
#include <nlohmann/json.hpp>

#include "report/ci/listed.h"
#include "report/ci/reports.h"
#include "report/finding_catalog.h"
#include "report/version.h"

namespace pgstair::report {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// GitHub takes no file with more.
constexpr std::size_t most_results = 25'000;

/// What GitHub sorts by.
const char* problem_severity(Severity severity) {
  return severity == Severity::note    ? "recommendation"
         : severity == Severity::error ? "error"
                                       : "warning";
}

Json rule_of(const FindingKind& kind) {
  const std::string help = std::string(kind.means) + "\n\n" + std::string(kind.remedy);
  return {{"id", kind.code},
          {"shortDescription", {{"text", kind.title}}},
          {"fullDescription", {{"text", kind.means}}},
          {"help", {{"text", help}, {"markdown", help}}},
          {"defaultConfiguration", {{"level", to_string(kind.severity)}}},
          {"properties",
           {{"tags", {"postgresql", "migration", kind.check}},
            {"precision", "very-high"},
            {"problem.severity", problem_severity(kind.severity)}}}};
}

/// A path as a URI reference (RFC 3986).
std::string uri(const std::string& path) {
  constexpr const char* digits = "0123456789ABCDEF";
  std::string text;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') ||
                          std::string_view("-._~/").find(c) != std::string_view::npos;
    if (is_plain)
      text += c;
    else
      text += {'%', digits[byte >> 4U], digits[byte & 0xFU]};
  }
  return path.starts_with('/') ? "file://" + text : text;
}

Json location_of(const Listed& one) {
  Json region{{"startLine", one.line}};
  if (one.column > 0) {
    region["startColumn"] = one.column;
    region["endLine"] = one.line;
    region["endColumn"] = one.end_column;
  }
  return {{"physicalLocation",
           {{"artifactLocation", {{"uri", uri(one.file)}}}, {"region", std::move(region)}}}};
}

/// The rules that are broken, in the order in which they are first met.
class Rules {
 public:
  std::size_t index_of(const std::string& code) {
    const auto [known, is_new] = indexes_.emplace(code, json_.size());
    if (is_new) json_.push_back(rule_of(finding_kind(code)));
    return known->second;
  }
  Json json() && { return std::move(json_); }

 private:
  std::map<std::string, std::size_t> indexes_;
  Json json_ = Json::array();
};

Json result_of(const Listed& one, Rules& rules) {
  const Finding& finding = *one.finding;
  const std::size_t index = rules.index_of(finding.code);
  return {{"ruleId", finding.code},
          {"ruleIndex", index},
          {"level", to_string(finding.severity)},
          {"message", {{"text", paragraph(finding)}}},
          {"locations", Json::array({location_of(one)})},
          // "hash:ordinal", as GitHub's own action writes it.
          {"partialFingerprints", {{"primaryLocationLineHash", one.fingerprint + ":1"}}}};
}

Json notification(const std::string& text) {
  return {{"level", "note"}, {"message", {{"text", text}}}};
}

/// What no result tells: what was not checked, and results that there is no room for.
Json notifications_of(const Result& result, std::size_t left_out) {
  Json all = Json::array();
  for (const auto& [check, reason] : result.chain_checks_not_run)
    all.push_back(notification("not checked: " + check + ": " + reason));
  for (const auto& revision : result.revisions) {
    for (const auto& [check, reason] : revision.not_checked)
      all.push_back(notification("not checked: " + check + " of " + revision.id + ": " + reason));
  }
  if (left_out > 0)
    all.push_back(notification(std::to_string(left_out) + " more findings are left out"));
  return all;
}

}  // namespace

std::string render_sarif(const Result& result, const std::filesystem::path& repository) {
  Rules rules;
  Json results = Json::array();
  const auto findings = listed(result, repository);
  for (const auto& one : findings) {
    if (results.size() == most_results) break;
    results.push_back(result_of(one, rules));
  }
  Json invocation{
      {"executionSuccessful", true},
      {"toolExecutionNotifications", notifications_of(result, findings.size() - results.size())}};
  Json run{{"tool",
            {{"driver",
              {{"name", "pgstair"}, {"version", version}, {"rules", std::move(rules).json()}}}}},
           {"automationDetails", {{"id", "pgstair/" + result.chain_path + "/"}}},
           {"columnKind", "unicodeCodePoints"},
           {"invocations", Json::array({std::move(invocation)})},
           {"results", std::move(results)}};
  const Json log{
      {"$schema", schema}, {"version", "2.1.0"}, {"runs", Json::array({std::move(run)})}};
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pgstair::report
