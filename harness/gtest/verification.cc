// SPDX-License-Identifier: MIT
#include <algorithm>
#include <memory>
#include <ostream>

#include "made_database.h"
#include "pgstair_test.h"
#include "requests.h"

namespace pgstair {

namespace {

using gtest_support::Fields;
using gtest_support::number_at;
using gtest_support::text_at;

Verification verification_of(const Fields& answer) {
  Verification result;
  result.report = text_at(answer, 0);
  result.revisions = number_at(answer, 1);
  result.checks_run = number_at(answer, 2);
  result.checks_not_run = number_at(answer, 3);
  for (std::size_t at = 4; at + gtest_support::finding_fields <= answer.size();
       at += gtest_support::finding_fields) {
    const auto text = [&](std::size_t field) { return text_at(answer, at + field); };
    result.findings.push_back({text(0), text(1), text(2), text(3), text(4), text(5), text(6)});
  }
  return result;
}

class FindingMatcher : public testing::MatcherInterface<const Verification&> {
 public:
  FindingMatcher(std::string code, std::string revision)
      : code_(std::move(code)), revision_(std::move(revision)) {}

  bool MatchAndExplain(const Verification& verification,
                       testing::MatchResultListener* listener) const override {
    if (verification.has(code_, revision_)) return true;
    *listener << (verification.findings.empty() ? "which found nothing" : "which found");
    for (const auto& finding : verification.findings)
      *listener << "\n  " << finding.code << " in " << finding.revision;
    return false;
  }

  void DescribeTo(std::ostream* out) const override { *out << "has a finding " << name(); }
  void DescribeNegationTo(std::ostream* out) const override { *out << "has no finding " << name(); }

 private:
  std::string name() const { return code_ + (revision_.empty() ? "" : " of " + revision_); }

  std::string code_;
  std::string revision_;
};

}  // namespace

bool Verification::has(const std::string& code, const std::string& revision) const {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    return finding.code == code && (revision.empty() || finding.revision == revision);
  });
}

Verification Verify(const Chain& chain) {
  return verification_of(gtest_support::Service::of_this_process()->ask(
      gtest_support::request_about({"verify"}, gtest_support::walk_flags(chain))));
}

std::ostream& operator<<(std::ostream& out, const Verification& verification) {
  return out << verification.report;
}

testing::Matcher<const Verification&> HasFinding(const std::string& code,
                                                 const std::string& revision) {
  auto made = std::make_unique<FindingMatcher>(code, revision);
  return testing::MakeMatcher<const Verification&>(made.release());  // which owns it from now on
}

}  // namespace pgstair
