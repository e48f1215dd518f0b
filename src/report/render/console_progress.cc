// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <string>

#include "report/render/console_text.h"
#include "report/render/render.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::report {

namespace {

bool is_clean(const RevisionResult& revision) {
  return std::ranges::all_of(revision.checks,
                             [](const auto& check) { return check.second == Verdict::passed; });
}

bool has_failed(const RevisionResult& revision) {
  return std::ranges::any_of(revision.checks,
                             [](const auto& check) { return check.second == Verdict::failed; });
}

/// "✗ 0002_projects  5 ms  downgrade-leaves-residue, reapply-fails"
std::string revision_line(const Result& result, std::size_t index, std::size_t first_finding,
                          const ConsoleStyle& style) {
  const RevisionResult& revision = result.revisions[index];
  const std::string mark = has_failed(revision) ? painted("✗", Paint::red, style)
                           : is_clean(revision) ? painted("✓", Paint::green, style)
                                                : painted("–", Paint::yellow, style);
  std::vector<std::string> codes;
  for (std::size_t i = first_finding; i < result.findings.size(); ++i) {
    const std::string& code = result.findings[i].code;
    if (!contains(codes, code)) codes.push_back(code);
  }
  std::string line =
      "  " + mark + " " + revision.id + "  " +
      painted(std::to_string(std::lround(revision.seconds * 1000)) + " ms", Paint::dim, style);
  if (!codes.empty()) line += "  " + join(codes, ", ");
  if (codes.empty() && !revision.not_checked.empty()) line += "  not checked";
  return line;
}

}  // namespace

ConsoleProgress::ConsoleProgress(std::ostream& out, const ConsoleStyle& style, bool terminal)
    : out_(&out), style_(style), terminal_(terminal) {}

void ConsoleProgress::started(const Result& so_far, std::size_t revisions) {
  revisions_ = revisions;
  *out_ << "Walking " << counted(revisions, "revision") << " of " << so_far.chain_path << " ("
        << so_far.chain_format << ") on Postgres " << so_far.server_version << std::endl;
}

void ConsoleProgress::starts_again(const Result&, const std::string& reason) {
  *out_ << "Walking again from the first revision, and what is above does not count: " << reason
        << std::endl;
}

void ConsoleProgress::revision_done(const Result& so_far, std::size_t index,
                                    std::size_t first_finding) {
  const bool last = index + 1 == revisions_;
  const bool worth_keeping = !terminal_ || style_.verbose ||
                             first_finding < so_far.findings.size() ||
                             !is_clean(so_far.revisions[index]);
  if (terminal_) *out_ << "\r\033[K";
  if (worth_keeping) *out_ << revision_line(so_far, index, first_finding, style_) << '\n';
  if (terminal_ && !last) {
    *out_ << "  " << index + 1 << "/" << revisions_ << " " << so_far.revisions[index].id;
  }
  if (last) *out_ << '\n';
  out_->flush();
}

}  // namespace pgstair::report
