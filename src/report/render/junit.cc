// SPDX-License-Identifier: MIT
#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "report/render/render.h"
#include "support/text.h"

namespace pgstair::report {

namespace {

/// One <testcase>: a check on a revision, or on the chain as a whole.
struct Case {
  std::string name;
  Verdict verdict = Verdict::passed;
  std::string reason;   ///< why it was skipped
  std::string failure;  ///< every finding as the console shows it
  std::string summary;  ///< the first finding's sentence, and how many more there are
  double seconds = 0;
};

/// Text as XML 1.0 may hold it: markup escaped, characters that it forbids replaced by a question
/// mark.
std::string xml(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\n':
        result += "&#10;";
        break;
      case '\t':
        result += "&#9;";
        break;
      default:
        result += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
    }
  }
  return result;
}

/// `text` with what is not UTF-8 replaced, so that the document stays well-formed.
std::string valid(std::string text) {
  while (const auto bad = first_invalid_utf8(text)) text[*bad] = '?';
  return text;
}

/// A case with the findings of `check`: those of `revision`, or all of them if there is none.
Case judged_case(const Result& result, std::string name, const std::string& check,
                 const std::string* revision) {
  Case one{std::move(name), Verdict::passed, {}, {}, {}, 0};
  std::size_t count = 0;
  for (const auto& finding : result.findings) {
    if (finding.check != check || finding.severity == Severity::note) continue;
    if (revision != nullptr && finding.revision != *revision) continue;
    if (count++ == 0) one.summary = finding.message;
    one.failure += (one.failure.empty() ? "" : "\n\n") + render_finding(finding, {});
  }
  if (count > 1) one.summary += " (and " + std::to_string(count - 1) + " more)";
  return one;
}

std::string attribute(const char* name, const std::string& value) {
  return std::string(" ") + name + "=\"" + xml(valid(value)) + "\"";
}

std::string decimal_seconds(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", seconds);
  return text;
}

std::string case_xml(const Case& one, const std::string& check) {
  std::string text = "    <testcase" + attribute("classname", "pgstair." + check) +
                     attribute("name", one.name) + attribute("time", decimal_seconds(one.seconds));
  switch (one.verdict) {
    case Verdict::passed:
      return text + "/>\n";
    case Verdict::not_checked:
      return text + "><skipped" + attribute("message", one.reason) + "/></testcase>\n";
    case Verdict::failed:
      break;
  }
  return text + ">\n      <failure" + attribute("message", one.summary) + ">" +
         xml(valid(one.failure)) + "</failure>\n    </testcase>\n";
}

std::string suite_xml(const std::string& check, const std::vector<Case>& cases) {
  std::size_t failures = 0;
  std::size_t skipped = 0;
  std::string body;
  for (const auto& one : cases) {
    failures += one.verdict == Verdict::failed;
    skipped += one.verdict == Verdict::not_checked;
    body += case_xml(one, check);
  }
  return "  <testsuite" + attribute("name", "pgstair." + check) +
         attribute("tests", std::to_string(cases.size())) +
         attribute("failures", std::to_string(failures)) + " errors=\"0\"" +
         attribute("skipped", std::to_string(skipped)) + ">\n" + body + "  </testsuite>\n";
}

std::string reason_of(const std::map<std::string, std::string>& reasons, const std::string& check) {
  const auto found = reasons.find(check);
  return found == reasons.end() ? "" : found->second;
}

std::vector<Case> cases_of(const Result& result, const std::string& check) {
  std::vector<Case> cases;
  for (const auto& revision : result.revisions) {
    const auto found = revision.checks.find(check);
    if (found == revision.checks.end()) continue;
    // The seconds are the revision's; its first check carries them, so that sums are right.
    Case one = judged_case(result, revision.id, check, &revision.id);
    one.verdict = found->second;
    one.reason = reason_of(revision.not_checked, check);
    if (found == revision.checks.begin()) one.seconds = revision.seconds;
    cases.push_back(std::move(one));
  }
  return cases;
}

/// What was found before any revision was walked: the chain's files and graph.
Case structure_case(const Result& result) {
  Case one = judged_case(result, "structure", "chain", nullptr);
  if (!one.failure.empty()) one.verdict = Verdict::failed;
  return one;
}

}  // namespace

std::string render_junit(const Result& result) {
  std::set<std::string> checks;
  for (const auto& revision : result.revisions) {
    for (const auto& [check, verdict] : revision.checks) checks.insert(check);
  }
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pgstair\"" +
                     attribute("time", decimal_seconds(result.seconds)) + ">\n";
  if (result.verified_before)
    text += "  <!-- verified before: " + result.verified_before->at + " -->\n";
  text += suite_xml("chain", {structure_case(result)});
  for (const auto& check : checks) text += suite_xml(check, cases_of(result, check));
  for (const auto& [check, verdict] : result.chain_checks) {
    Case one = judged_case(result, "chain", check, nullptr);
    one.verdict = verdict;
    one.reason = reason_of(result.chain_checks_not_run, check);
    text += suite_xml(check, {one});
  }
  return text + "</testsuites>\n";
}

}  // namespace pgstair::report
