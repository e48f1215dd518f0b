// SPDX-License-Identifier: MIT
#include "report/one_fault.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "support/text.h"

namespace pgstair::report {

namespace {

constexpr std::string_view loses = "downgrade-loses-object";
constexpr std::string_view changes = "downgrade-changes-object";
constexpr std::string_view leaves = "downgrade-leaves-residue";

/// What a downgrade got wrong of one object.
bool is_of_downgrade(const Finding& finding) {
  return finding.code == loses || finding.code == changes || finding.code == leaves;
}

constexpr std::size_t fewest_together = 3;

/// "3 columns, 1 constraint and 2 indexes"
std::string kinds_of(const std::vector<Finding>& parts) {
  std::vector<std::pair<std::string, std::size_t>> kinds;
  for (const auto& part : parts) {
    const std::string kind = part.object.substr(0, part.object.find(' '));
    const auto known = std::ranges::find(kinds, kind, &std::pair<std::string, std::size_t>::first);
    if (known == kinds.end()) {
      kinds.emplace_back(kind, 1);
    } else {
      ++known->second;
    }
  }
  std::vector<std::string> texts;
  for (const auto& [kind, count] : kinds) texts.push_back(counted(count, kind));
  if (texts.size() == 1) return texts.front();
  const std::string last = texts.back();
  texts.pop_back();
  return join(texts, ", ") + " and " + last;
}

/// The worst that is true of any of them: what is gone, what is another, what is left.
std::string code_of(const std::vector<Finding>& parts) {
  for (const auto code : {loses, changes}) {
    if (std::ranges::any_of(parts, [&](const Finding& part) { return part.code == code; }))
      return std::string(code);
  }
  return std::string(leaves);
}

Finding of_table(const std::string& table, std::vector<Finding> parts) {
  Finding whole = parts.front();
  const std::string code = code_of(parts);
  const auto& worst = *std::ranges::find(parts, code, &Finding::code);
  whole.code = code;
  whole.advice = worst.advice;
  whole.severity = std::ranges::max(parts, {}, &Finding::severity).severity;
  whole.object = "table " + table;
  whole.message = "After the downgrade " + whole.object +
                  " is not what it was before the upgrade: " + kinds_of(parts);
  whole.evidence.clear();
  whole.parts = std::move(parts);
  return whole;
}

void join_by_table(std::vector<Finding>& findings) {
  using OfTable = std::pair<std::string, std::string>;  // revision, table
  std::map<OfTable, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (is_of_downgrade(findings[i]) && !findings[i].table.empty())
      places[{findings[i].revision, findings[i].table}].push_back(i);
  }
  std::vector<bool> is_part(findings.size(), false);
  for (const auto& [of, all] : places) {
    if (all.size() < fewest_together) continue;
    std::vector<Finding> parts;
    for (const std::size_t i : all) {
      parts.push_back(std::move(findings[i]));
      is_part[i] = i != all.front();
    }
    findings[all.front()] = of_table(of.second, std::move(parts));
  }
  std::vector<Finding> result;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (!is_part[i]) result.push_back(std::move(findings[i]));
  }
  findings = std::move(result);
}

/// The bare name of the object, which a server's message quotes.
std::string quoted_name(const Finding& finding) {
  std::string name = finding.object.substr(finding.object.find(' ') + 1);
  name = name.substr(0, name.find(" on "));
  name = name.substr(0, name.find('('));
  return "\"" + name.substr(name.rfind('.') + 1) + "\"";
}

bool names(const Finding& failure, const Finding& cause) {
  return std::ranges::any_of(cause.parts, [&](const auto& part) { return names(failure, part); }) ||
         (!cause.object.empty() && failure.message.find(quoted_name(cause)) != std::string::npos);
}

void join_what_follows(std::vector<Finding>& findings) {
  const auto is_cause = [](const Finding& finding) {
    return is_of_downgrade(finding) || finding.code == "downgrade-stub";
  };
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings[i].code != "reapply-fails") continue;
    Finding* cause = nullptr;
    for (auto& finding : findings) {
      if (!is_cause(finding) || finding.revision != findings[i].revision) continue;
      const bool is_named = names(findings[i], finding);
      if (cause == nullptr || is_named) cause = &finding;
      if (is_named) break;
    }
    if (cause == nullptr) continue;
    cause->severity = std::max(cause->severity, findings[i].severity);
    cause->parts.push_back(std::move(findings[i]));
    findings.erase(findings.begin() + static_cast<std::ptrdiff_t>(i--));
  }
}

}  // namespace

void join_faults(std::vector<Finding>& findings) {
  join_by_table(findings);
  join_what_follows(findings);
}

}  // namespace pgstair::report
