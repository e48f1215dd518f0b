// SPDX-License-Identifier: MIT
#include "test_databases/chain_verdicts.h"

#include "named_tests/named_tests.h"
#include "report/progress.h"
#include "report/render/render.h"
#include "support/errors.h"
#include "verify/verify.h"

namespace pgstair::test_databases {

namespace {

report::Result walk(const verify::Options& options) {
  report::Silence nobody;
  return verify::verify(options, nobody);
}

std::vector<named_tests::NamedTest> tests_of(const verify::Options& options,
                                             const std::string& each) {
  return named_tests::tests_of(options, named_tests::each_named(each));
}

}  // namespace

Fields verify_chain(const verify::Options& options) {
  const report::Result result = walk(options);
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

Fields walk_tests(const verify::Options& options, const std::string& each) {
  const report::Result result = walk(options);
  Fields fields;
  for (const auto& test : named_tests::judge(result, tests_of(options, each), options.fail_on)) {
    fields.emplace_back(test.name);
    fields.emplace_back(named_tests::to_string(test.outcome));
    fields.emplace_back(test.text);
  }
  return fields;
}

}  // namespace pgstair::test_databases
