// SPDX-License-Identifier: MIT
#include "verify/revision_fixtures.h"

#include <algorithm>

#include "support/file.h"

namespace pgstair::verify {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> sql_files(const fs::path& folder) {
  if (!fs::is_directory(folder))
    throw UsageError("there is no folder of fixtures " + folder.string());
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".sql") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

walk::RevisionFixtures revision_fixtures_of(const Options& options, const chain::Chain& chain) {
  walk::RevisionFixtures fixtures;
  if (!options.fixtures.empty()) {
    for (const auto& file : sql_files(options.fixtures)) {
      const std::string id = chain::revision_named(chain, file.stem().string(), {file.string()});
      const std::string text = read_file(file);
      fixtures.scripts.emplace(
          chain.index_of(id),
          chain::SqlScript{file.string(), sql::split_statements(text, {file.string(), 1, 1}),
                           chain::Transactions::one});
    }
  }
  for (const auto& expected : options.expected_rows) {
    const Location& at = expected.expectation.location;
    const std::string id = chain::revision_named(chain, expected.after, at);
    fixtures.queries[chain.index_of(id)].push_back(expected.expectation.query);
  }
  return fixtures;
}

checks::ExpectationsByRevision expectations_of(const Options& options, const chain::Chain& chain) {
  checks::ExpectationsByRevision result;
  for (const auto& expected : options.expected_rows) {
    const Location& at = expected.expectation.location;
    result[chain::revision_named(chain, expected.after, at)].push_back(expected.expectation);
  }
  return result;
}

}  // namespace pgstair::verify
