// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <utility>

#include "named_tests/named_tests.h"
#include "report/render/render.h"

namespace pgstair::named_tests {

namespace {

/// What the walk says to one test, as it is gathered.
struct Gathered {
  bool judged = false;  ///< by any check, whatever its verdict
  std::vector<const report::Finding*> findings;
  std::vector<std::string> not_checked;  ///< "round_trip: why"
};

/// The check of findings about the chain's files and its graph, as reports name it.
constexpr const char* of_files = "chain";

/// Finds the test of what a walk says: by revision and check, else by the revision, else the check
/// of the chain, else the one that has what is left, and what is said of files.
class Assignment {
 public:
  explicit Assignment(const std::vector<NamedTest>& tests) : gathered_(tests.size()) {
    for (std::size_t i = 0; i < tests.size(); ++i)
      places_.emplace(std::pair(tests[i].revision, tests[i].check), i);
  }

  Gathered& of(const std::string& revision, const std::string& check) {
    using Key = std::pair<std::string, std::string>;
    if (check == of_files) return of("", structure);
    for (const Key& key :
         {Key(revision, check), Key(revision, ""), Key("", check), Key("", structure)}) {
      const auto found = places_.find(key);
      if (found != places_.end()) return gathered_[found->second];
    }
    return gathered_.front();
  }

  const std::vector<Gathered>& gathered() const { return gathered_; }

 private:
  std::map<std::pair<std::string, std::string>, std::size_t> places_;
  std::vector<Gathered> gathered_;
};

void gather(const report::Result& result, Assignment& tests) {
  tests.of("", structure).judged = true;
  for (const auto& finding : result.findings)
    tests.of(finding.revision, finding.check).findings.push_back(&finding);
  for (const auto& revision : result.revisions) {
    for (const auto& [check, verdict] : revision.checks) tests.of(revision.id, check).judged = true;
    for (const auto& [check, reason] : revision.not_checked)
      tests.of(revision.id, check).not_checked.push_back(check + ": " + reason);
  }
  for (const auto& [check, verdict] : result.chain_checks) tests.of("", check).judged = true;
  for (const auto& [check, reason] : result.chain_checks_not_run)
    tests.of("", check).not_checked.push_back(check + ": " + reason);
}

/// The worst first: a test runner may cut what comes last.
std::string text_of(Gathered gathered) {
  std::ranges::stable_sort(gathered.findings, std::ranges::greater(),
                           [](const report::Finding* finding) { return finding->severity; });
  std::string text;
  for (const auto* finding : gathered.findings) text += report::render_diagnostic(*finding);
  for (const auto& reason : gathered.not_checked) text += "not checked: " + reason + "\n";
  if (!gathered.judged && text.empty()) text = "not checked: the walk did not come to it\n";
  return text;
}

TestResult::Outcome outcome_of(const Gathered& gathered, report::Severity fail_on) {
  const bool fails = std::ranges::any_of(
      gathered.findings, [&](const auto* finding) { return finding->severity >= fail_on; });
  if (fails) return TestResult::Outcome::failed;
  const bool all_ran = gathered.judged && gathered.not_checked.empty();
  return all_ran ? TestResult::Outcome::passed : TestResult::Outcome::skipped;
}

}  // namespace

std::string_view to_string(TestResult::Outcome outcome) {
  switch (outcome) {
    case TestResult::Outcome::passed:
      return "passed";
    case TestResult::Outcome::skipped:
      return "skipped";
    case TestResult::Outcome::failed:
      break;
  }
  return "failed";
}

std::vector<TestResult> judge(const report::Result& result, const std::vector<NamedTest>& tests,
                              report::Severity fail_on) {
  Assignment assignment(tests);
  gather(result, assignment);
  std::vector<TestResult> judged;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    const Gathered& gathered = assignment.gathered()[i];
    judged.push_back({tests[i].name, outcome_of(gathered, fail_on), text_of(gathered)});
  }
  return judged;
}

}  // namespace pgstair::named_tests
