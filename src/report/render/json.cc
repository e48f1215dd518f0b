// SPDX-License-Identifier: MIT
#include <cmath>
#include <nlohmann/json.hpp>

#include "report/render/render.h"
#include "report/version.h"

namespace pgstair::report {

namespace {

using Json = nlohmann::ordered_json;

/// Milliseconds are what a reader can use; more digits would only differ from run to run.
double rounded(double seconds) { return std::round(seconds * 1000) / 1000; }

Json verdicts(const std::map<std::string, Verdict>& checks) {
  Json json = Json::object();
  for (const auto& [check, verdict] : checks) json[check] = to_string(verdict);
  return json;
}

Json summary_json(const Summary& summary) {
  return {{"revisions", summary.revisions},
          {"checks_run", summary.checks_run},
          {"checks_not_run", summary.checks_not_run},
          {"errors", summary.errors},
          {"warnings", summary.warnings},
          {"notes", summary.notes},
          {"accepted", summary.accepted},
          {"seconds", rounded(summary.seconds)}};
}

Json revision_json(const RevisionResult& revision) {
  Json json{{"id", revision.id}, {"file", revision.file}, {"checks", verdicts(revision.checks)}};
  if (!revision.not_checked.empty()) json["not_checked"] = revision.not_checked;
  json["seconds"] = rounded(revision.seconds);
  return json;
}

Json finding_json(const Finding& finding) {
  Json json{{"code", finding.code},
            {"severity", to_string(finding.severity)},
            {"check", finding.check},
            {"revision", finding.revision},
            {"object", finding.object},
            {"message", finding.message},
            {"location",
             {{"file", finding.location.file},
              {"line", finding.location.line},
              {"column", finding.location.column}}},
            {"evidence", finding.evidence},
            {"advice", finding.advice}};
  for (const auto& part : finding.parts) json["parts"].push_back(finding_json(part));
  return json;
}

Json deployed_json(const DeployedDatabase& database) {
  return {{"database", database.name},
          {"outcome", database.outcome},
          {"stands", database.stands},
          {"verdict", to_string(database.verdict)}};
}

}  // namespace

std::string render_json(const Result& result) {
  Json json{{"format_version", 1},
            {"pgstair", version},
            {"server", {{"version", result.server_version}}},
            {"chain",
             {{"path", result.chain_path},
              {"format", result.chain_format},
              {"revisions", result.revisions.size()}}},
            {"summary", summary_json(summarise(result))},
            {"revisions", Json::array()},
            {"chain_checks", verdicts(result.chain_checks)},
            {"chain_checks_not_run", result.chain_checks_not_run},
            {"findings", Json::array()}};
  if (!result.not_judged.since.empty()) {
    json["not_judged"] = {{"since", result.not_judged.since},
                          {"revisions", result.not_judged.revisions}};
  }
  if (!result.compared_with.empty()) json["compared_with"] = result.compared_with;
  for (const auto& revision : result.revisions)
    json["revisions"].push_back(revision_json(revision));
  for (const auto& finding : result.findings) json["findings"].push_back(finding_json(finding));
  for (const auto& [finding, reason] : result.accepted) {
    json["accepted"].push_back(finding_json(finding));
    json["accepted"].back()["reason"] = reason;
  }
  for (const auto& database : result.deployed) json["deployed"].push_back(deployed_json(database));
  if (result.kept_server) {
    json["kept_server"] = {{"psql", result.kept_server->psql}, {"stop", result.kept_server->stop}};
  }
  if (result.verified_before) {
    json["verified_before"] = {{"at", result.verified_before->at},
                               {"seconds", rounded(result.verified_before->seconds)}};
  }
  // A statement may hold any bytes; a report with a replacement character beats no report.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pgstair::report
