// SPDX-License-Identifier: MIT
#include "report/ci/listed.h"

#include <algorithm>
#include <map>

#include "report/fingerprint.h"
#include "support/text.h"

namespace pgstair::report {

namespace {

namespace fs = std::filesystem;

/// As the services know the file; as it is, if it lies elsewhere.
std::string below(const fs::path& repository, const std::string& file) {
  const fs::path path = fs::absolute(file).lexically_normal();
  const fs::path relative = path.lexically_relative(repository.lexically_normal());
  if (relative.empty() || *relative.begin() == "..") return path.generic_string();
  return relative.generic_string();
}

std::string file_of(const Finding& finding, const Result& result) {
  if (!finding.location.file.empty()) return finding.location.file;
  const auto revision = std::ranges::find(result.revisions, finding.revision, &RevisionResult::id);
  if (revision != result.revisions.end() && !revision->file.empty()) return revision->file;
  if (!result.revisions.empty() && !result.revisions.back().file.empty())
    return result.revisions.back().file;
  return result.chain_path;
}

/// Characters of the first line of what is marked; 0 if that is not known.
int width(const Finding& finding) {
  const auto statement = finding.evidence.find("statement");
  if (statement == finding.evidence.end()) return 0;
  const std::string line = statement->second.substr(0, statement->second.find('\n'));
  return static_cast<int>(std::ranges::count_if(
      line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::vector<Listed> listed(const Result& result, const fs::path& repository) {
  std::vector<Listed> list;
  std::map<std::string, int> times;
  for (const auto& finding : result.findings) {
    Listed one;
    one.finding = &finding;
    one.file = below(repository, file_of(finding, result));
    const bool is_placed = !finding.location.file.empty();
    if (is_placed) one.line = std::max(finding.location.line, 1);
    if (is_placed && finding.location.column > 0) {
      one.column = finding.location.column;
      one.end_column = one.column + std::max(width(finding), 1);
    }
    one.fingerprint = fingerprint(finding);
    if (const int before = times[one.fingerprint]++; before > 0)
      one.fingerprint += "-" + std::to_string(before + 1);
    list.push_back(std::move(one));
  }
  std::ranges::stable_sort(list, std::ranges::greater(),
                           [](const Listed& one) { return one.finding->severity; });
  return list;
}

std::string paragraph(const Finding& finding) {
  std::string text = finding.revision.empty() ? "" : finding.revision + ": ";
  text += finding.message + ".";
  if (!finding.parts.empty()) text += " (With " + counted(finding.parts.size(), "part") + ".)";
  if (!finding.advice.empty()) text += " " + finding.advice;
  return text;
}

}  // namespace pgstair::report
