// SPDX-License-Identifier: MIT
#include "prefix/kept_verdict.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "support/contains.h"

namespace pgstair::prefix {

namespace {

using Json = nlohmann::json;
using report::Accepted;
using report::Finding;
using report::Result;
using report::RevisionResult;
using report::Verdict;

// What is written is taken apart by all its members: one that is new does not compile here before
// it is kept, too.

Json json_of(const Finding& finding) {
  const auto& [code, severity, check, revision, object, subject, table, message, location, evidence,
               advice, parts] = finding;
  Json json{code,    severity,      check,         revision,        object,   subject, table,
            message, location.file, location.line, location.column, evidence, advice};
  Json list = Json::array();
  for (const auto& part : parts) list.push_back(json_of(part));
  json.push_back(std::move(list));
  return json;
}

Finding finding_in(const Json& json) {
  Finding finding;
  finding.code = json.at(0);
  finding.severity = json.at(1);
  finding.check = json.at(2);
  finding.revision = json.at(3);
  finding.object = json.at(4);
  finding.subject = json.at(5);
  finding.table = json.at(6);
  finding.message = json.at(7);
  finding.location = {json.at(8), json.at(9), json.at(10)};
  finding.evidence = json.at(11).get<std::map<std::string, std::string>>();
  finding.advice = json.at(12);
  for (const auto& part : json.at(13)) finding.parts.push_back(finding_in(part));
  return finding;
}

Json json_of(const RevisionResult& revision) {
  const auto& [id, file, checks, not_checked, seconds] = revision;
  return {id, file, checks, not_checked, seconds};
}

RevisionResult revision_in(const Json& json) {
  return {json.at(0), json.at(1), json.at(2).get<std::map<std::string, Verdict>>(),
          json.at(3).get<std::map<std::string, std::string>>(), json.at(4)};
}

Json json_of(const Result& result) {
  const auto& [server_version, chain_path, chain_format, compared_with, not_judged, revisions,
               chain_checks, chain_checks_not_run, findings, accepted, deployed, kept_server,
               verified_before, seconds] = result;
  ensure(deployed.empty() && !kept_server && !verified_before, "a verdict of its own is kept");
  Json json{{"server", server_version},
            {"chain", {chain_path, chain_format}},
            {"compared_with", compared_with},
            {"not_judged", {not_judged.since, not_judged.revisions}},
            {"revisions", Json::array()},
            {"chain_checks", chain_checks},
            {"chain_checks_not_run", chain_checks_not_run},
            {"findings", Json::array()},
            {"accepted", Json::array()},
            {"seconds", seconds}};
  for (const auto& revision : revisions) json["revisions"].push_back(json_of(revision));
  for (const auto& finding : findings) json["findings"].push_back(json_of(finding));
  for (const auto& [finding, reason] : accepted)
    json["accepted"].push_back(Json::array({json_of(finding), reason}));
  return json;
}

Result result_in(const Json& json) {
  Result result;
  result.server_version = json.at("server");
  result.chain_path = json.at("chain").at(0);
  result.chain_format = json.at("chain").at(1);
  result.compared_with = json.at("compared_with");
  result.not_judged = {json.at("not_judged").at(0), json.at("not_judged").at(1)};
  for (const auto& revision : json.at("revisions"))
    result.revisions.push_back(revision_in(revision));
  result.chain_checks = json.at("chain_checks").get<std::map<std::string, Verdict>>();
  result.chain_checks_not_run =
      json.at("chain_checks_not_run").get<std::map<std::string, std::string>>();
  for (const auto& finding : json.at("findings")) result.findings.push_back(finding_in(finding));
  for (const auto& accepted : json.at("accepted"))
    result.accepted.push_back({finding_in(accepted.at(0)), accepted.at(1)});
  result.seconds = json.at("seconds");
  return result;
}

/// SQLSTATE classes of what a machine or a moment is to blame for: connection, resources, a lock
/// that was not had, an operator's or a time limit's intervention, system, internal; and deadlocks.
constexpr std::array<std::string_view, 7> passing_states{"08", "40", "53", "55P03",
                                                         "57", "58", "XX"};

bool may_pass(const Finding& finding) {
  const auto state = finding.evidence.find("sqlstate");
  const bool is_of_the_moment = state != finding.evidence.end() &&
                                std::ranges::any_of(passing_states, [&](std::string_view begins) {
                                  return std::string_view(state->second).starts_with(begins);
                                });
  return is_of_the_moment || finding.code == "script-times-out" ||
         finding.code == "snapshot-tracking-missed-change" ||
         std::ranges::any_of(finding.parts, may_pass);
}

}  // namespace

std::string to_bytes(const KeptVerdict& verdict) {
  const auto& [at, only_on, result] = verdict;
  std::string bytes;
  Json::to_cbor(Json{{"at", at}, {"only_on", only_on}, {"result", json_of(result)}}, bytes);
  return bytes;
}

std::optional<KeptVerdict> from_bytes(std::string_view bytes) try {
  const Json json = Json::from_cbor(bytes);
  return KeptVerdict{json.at("at"), json.at("only_on"), result_in(json.at("result"))};
} catch (const Json::exception&) {
  return std::nullopt;
}

std::optional<std::string> why_not_kept(const Result& result) {
  if (result.revisions.empty()) return "nothing was verified";
  if (result.kept_server) return "a server was left running";
  const bool is_of_the_moment = std::ranges::any_of(result.findings, may_pass) ||
                                std::ranges::any_of(result.accepted, may_pass, &Accepted::finding);
  if (is_of_the_moment) return "something failed that may not fail the next time";
  return std::nullopt;
}

}  // namespace pgstair::prefix
