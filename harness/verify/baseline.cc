// SPDX-License-Identifier: MIT
#include "verify/baseline.h"

#include <toml++/toml.h>
#include <algorithm>
#include <sstream>
#include <utility>

#include "checks/findings.h"
#include "report/finding_catalog.h"
#include "report/fingerprint.h"
#include "support/contains.h"
#include "support/file.h"
#include "support/text.h"
#include "verify/accepted_verdicts.h"
#include "verify/toml_reader.h"

namespace pgstair::verify {

namespace {

constexpr std::string_view heading =
    "# Findings that pgstair verify accepts: the team began with them, and lives with them until "
    "they\n"
    "# are mended. Made by `pgstair verify --write-baseline FILE`; read where pgstair.toml says\n"
    "# `baseline = \"FILE\"`. To mend one and keep the others, remove its line.\n"
    "findings = [\n";

std::string quoted(const std::string& text) {
  std::ostringstream out;
  out << toml::value<std::string>(text);
  return out.str();
}

/// Whether the check of such a finding ran on that revision; if on none, whether it ran at all.
bool was_checked(const std::string& code, const std::string& revision,
                 const report::Result& result) {
  const auto ran = [&](const std::map<std::string, report::Verdict>& checks) {
    const auto found = checks.find(std::string(report::finding_kind(code).check));
    return found == checks.end() || found->second != report::Verdict::not_checked;
  };
  const auto row = std::ranges::find(result.revisions, revision, &report::RevisionResult::id);
  return row == result.revisions.end() ? ran(result.chain_checks) : ran(row->checks);
}

void require_code(const std::string& code, const Location& location) {
  const auto& catalog = report::finding_catalog();
  if (std::ranges::find(catalog, code, &report::FindingKind::code) == catalog.end())
    throw UsageError("no finding has the code '" + code + "'", location);
}

}  // namespace

Baseline Baseline::read(const std::filesystem::path& file) {
  Baseline baseline;
  baseline.file_ = file;
  const toml::table table = parse_toml(file);
  const TomlReader root(file, table);
  root.allow_only({"findings"});
  root.tables("findings", [&](const TomlReader& entry) {
    entry.allow_only({"code", "revision", "object", "fingerprint"});
    Entry read{entry.required_text("code"), "", "", entry.required_text("fingerprint"),
               entry.location()};
    require_code(read.code, read.location);
    entry.text("revision",
               [&](const std::string& value, const Location&) { read.revision = value; });
    entry.text("object", [&](const std::string& value, const Location&) { read.object = value; });
    baseline.entries_.push_back(std::move(read));
  });
  return baseline;
}

Baseline Baseline::of(const std::vector<report::Finding>& findings, std::filesystem::path file) {
  Baseline baseline;
  baseline.file_ = std::move(file);
  for (const auto& finding : findings) {
    if (finding.severity == report::Severity::note || finding.code == "nothing-verified") continue;
    baseline.entries_.push_back(
        {finding.code, finding.revision, finding.object, report::fingerprint(finding), {}});
  }
  return baseline;
}

std::string Baseline::text() const {
  std::string text(heading);
  for (const auto& entry : entries_) {
    text += "  {code = " + quoted(entry.code) + ", revision = " + quoted(entry.revision) +
            ", object = " + quoted(entry.object) + ", fingerprint = " + quoted(entry.fingerprint) +
            "},\n";
  }
  return text + "]\n";
}

std::vector<Baseline::Entry> Baseline::match(std::vector<report::Finding>& findings,
                                             std::vector<report::Finding>& accepted) const {
  std::vector<Entry> left = entries_;
  std::vector<report::Finding> other;
  for (auto& finding : findings) {
    const auto entry = std::ranges::find(left, report::fingerprint(finding), &Entry::fingerprint);
    if (entry == left.end()) {
      other.push_back(std::move(finding));
      continue;
    }
    left.erase(entry);
    accepted.push_back(std::move(finding));
  }
  findings = std::move(other);
  return left;
}

void Baseline::apply(const std::function<bool(const std::string& revision)>& knows_all_of,
                     report::Result& result) const {
  if (entries_.empty()) return;
  std::vector<report::Finding> accepted;
  const auto left = match(result.findings, accepted);
  for (auto& finding : accepted)
    result.accepted.push_back({std::move(finding), "in the baseline " + file_.string()});
  clear_verdicts(result);
  for (const auto& entry : left) {
    if (!knows_all_of(entry.revision) || !was_checked(entry.code, entry.revision, result)) continue;
    const std::string object = entry.object.empty() ? "" : " of " + entry.object;
    result.findings.push_back(checks::finding(
        "baseline-mended", entry.revision,
        "The " + entry.code + object + " that the baseline has is not there any more",
        entry.location));
  }
}

void Baseline::apply(report::RevisionResult& revision,
                     std::vector<report::Finding>& findings) const {
  std::vector<report::Finding> accepted;
  match(findings, accepted);
  clear_verdicts(revision, findings);
}

}  // namespace pgstair::verify
