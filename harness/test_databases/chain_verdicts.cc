// SPDX-License-Identifier: MIT
#include "test_databases/chain_verdicts.h"

#include <unistd.h>

#include "named_tests/named_tests.h"
#include "named_tests/stored_walk.h"
#include "report/progress.h"
#include "report/render/render.h"
#include "support/checksum.h"
#include "support/errors.h"
#include "support/text.h"
#include "verify/verify.h"

namespace pgstair::test_databases {

namespace {

std::vector<named_tests::NamedTest> tests_of(const verify::Options& options,
                                             const std::string& each) {
  return named_tests::tests_of(options, named_tests::each_named(each));
}

/// The folder of one chain's results, walked with these flags from this working directory.
std::filesystem::path folder_of(const std::filesystem::path& all, const std::string& request) {
  Checksum sum;
  sum.add(std::filesystem::current_path().string() + "\n" + request);
  return all / sum.text();
}

bool can_be_written(const std::filesystem::path& folder) {
  return !folder.empty() && ::access(folder.c_str(), W_OK | X_OK) == 0;
}

named_tests::StoredWalk walk(const verify::Options& options, const std::string& each,
                             const std::filesystem::path& folder,
                             const std::vector<std::string>& flags) {
  const auto what = named_tests::each_named(each);
  if (!can_be_written(folder)) return named_tests::walk_anew(options, what);
  const named_tests::Request request{join(flags, "\n")};
  return named_tests::walk_unless_unchanged(options, request, what,
                                            folder_of(folder, each + "\n" + request.flags));
}

}  // namespace

Fields verify_chain(const verify::Options& options) {
  report::Silence nobody;
  const report::Result result = verify::verify(options, nobody);
  const auto summary = report::summarise(result);
  Fields fields{report::render_console(result, {}), std::to_string(summary.revisions),
                std::to_string(summary.checks_run), std::to_string(summary.checks_not_run)};
  for (const auto& finding : result.findings) {
    const Fields more{finding.code,     std::string(report::to_string(finding.severity)),
                      finding.revision, finding.object,
                      finding.message,  to_string(finding.location),
                      finding.advice};
    ensure(more.size() == finding_fields, "a finding has as many fields as the protocol says");
    fields.insert(fields.end(), more.begin(), more.end());
  }
  return fields;
}

Fields list_tests(const verify::Options& options, const std::string& each) {
  Fields fields;
  for (const auto& test : tests_of(options, each)) {
    fields.emplace_back(test.name);
    fields.emplace_back(test.location.file);
    fields.emplace_back(std::to_string(test.location.line));
  }
  return fields;
}

Fields walk_tests(const verify::Options& options, const std::string& each,
                  const std::filesystem::path& folder, const std::vector<std::string>& flags) {
  Fields fields;
  for (const auto& test : walk(options, each, folder, flags).results.tests) {
    fields.emplace_back(test.name);
    fields.emplace_back(named_tests::to_string(test.outcome));
    fields.emplace_back(test.text);
  }
  return fields;
}

}  // namespace pgstair::test_databases
