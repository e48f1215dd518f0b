// SPDX-License-Identifier: MIT
#include "report/fingerprint.h"

#include <set>
#include <sstream>
#include <string_view>

#include "support/checksum.h"
#include "support/text.h"

namespace pgstair::report {

namespace {

std::string evidence_of(const Finding& finding, const char* name) {
  const auto found = finding.evidence.find(name);
  return found == finding.evidence.end() ? "" : found->second;
}

/// Whatever its lines and indents are.
std::string in_one_line(std::string_view text) {
  std::istringstream words{std::string(text)};
  std::string result;
  for (std::string word; words >> word;) result += word + " ";
  return result;
}

/// Of "type: text" and such lines the names of those that are not on both sides.
std::set<std::string> differing_attributes(const std::string& before, const std::string& after) {
  std::set<std::string> names;
  const auto add_missing = [&](const std::string& here, const std::string& there) {
    const auto known = lines(there);
    const std::set<std::string_view> others(known.begin(), known.end());
    for (const auto line : lines(here))
      if (!others.contains(line)) names.emplace(line.substr(0, line.find(':')));
  };
  add_missing(before, after);
  add_missing(after, before);
  return names;
}

}  // namespace

std::string fingerprint(const Finding& finding) {
  Checksum checksum;
  const auto add = [&](std::string_view part) {
    checksum.add(part);
    checksum.add(std::string_view("\0", 1));
  };
  add(finding.code);
  add(finding.revision);
  add(finding.object);
  add(in_one_line(evidence_of(finding, "statement")));
  add(evidence_of(finding, "sqlstate"));
  for (const auto& name :
       differing_attributes(evidence_of(finding, "before"), evidence_of(finding, "after")))
    add(name);
  return checksum.text();
}

}  // namespace pgstair::report
