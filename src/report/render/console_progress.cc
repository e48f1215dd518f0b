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

std::string mark_of(const RevisionResult& revision, const ConsoleStyle& style) {
  if (has_failed(revision)) return painted("✗", Paint::red, style);
  return is_clean(revision) ? painted("✓", Paint::green, style)
                            : painted("–", Paint::yellow, style);
}

/// "✗ 0002_projects  5 ms  downgrade-leaves-residue, reapply-fails"
std::string revision_line(const RevisionResult& revision, std::span<const Finding> findings,
                          const ConsoleStyle& style) {
  std::vector<std::string> codes;
  for (const auto& finding : findings) {
    if (!contains(codes, finding.code)) codes.push_back(finding.code);
  }
  std::string line =
      "  " + mark_of(revision, style) + " " + revision.id + "  " +
      painted(std::to_string(std::lround(revision.seconds * 1000)) + " ms", Paint::dim, style);
  if (!codes.empty()) line += "  " + join(codes, ", ");
  if (codes.empty() && !revision.not_checked.empty()) line += "  not checked";
  return for_terminal(line, style);
}

}  // namespace

ConsoleProgress::ConsoleProgress(std::ostream& out, const ConsoleStyle& style, bool terminal)
    : out_(&out), style_(style), terminal_(terminal) {}

void ConsoleProgress::started(const Result& so_far, std::size_t revisions) {
  revisions_ = revisions;
  *out_ << "Walking " << counted(revisions, "revision") << " of " << printable(so_far.chain_path)
        << " (" << so_far.chain_format << ") on Postgres " << so_far.server_version;
  if (const NotJudged& before = so_far.not_judged; before.revisions > 0)
    *out_ << "; " << before.revisions << " that were there before (" << printable(before.since)
          << ") are applied and not judged";
  *out_ << std::endl;
}

void ConsoleProgress::starts_again(const Result&, const std::string& reason) {
  *out_ << "Walking again from the first revision, and what is above does not count: "
        << printable(reason) << std::endl;
  passed_ = 0;
  incomplete_ = 0;
  failed_ = 0;
}

void ConsoleProgress::revision_done(const RevisionResult& revision, std::size_t index,
                                    std::span<const Finding> findings) {
  const bool last = index + 1 == revisions_;
  if (terminal_) *out_ << "\r\033[K";
  ++(has_failed(revision) ? failed_ : is_clean(revision) ? passed_ : incomplete_);
  if (style_.verbose || (terminal_ && has_failed(revision)))
    *out_ << revision_line(revision, findings, style_) << '\n';
  if (terminal_ && !last)
    *out_ << "  " << index + 1 << "/" << revisions_ << " " << printable(revision.id);
  if (last) *out_ << counts_text() << '\n';
  out_->flush();
}

std::string ConsoleProgress::counts_text() const {
  const auto line = [&](const char* mark, Paint paint, std::size_t count, const char* what) {
    if (count == 0) return std::string();
    return "  " + painted(mark, paint, style_) + " " + counted(count, "revision") + " " + what +
           "\n";
  };
  return line("✓", Paint::green, passed_, "passed") +
         line("–", Paint::yellow, incomplete_, "passed as far as they were checked") +
         line("✗", Paint::red, failed_, "failed");
}

}  // namespace pgstair::report
