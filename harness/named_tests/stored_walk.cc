// SPDX-License-Identifier: MIT
#include "named_tests/stored_walk.h"

#include "report/progress.h"
#include "server/file_lock.h"
#include "verify/verify.h"

namespace pgstair::named_tests {

StoredWalk walk_anew(const verify::Options& options, Each each) {
  report::Silence nobody;
  report::Result walk = verify::verify(options, nobody);
  Results results{"", judge(walk, tests_of(options, each), options.fail_on)};
  return {std::move(results), std::move(walk)};
}

StoredWalk walk_unless_unchanged(const verify::Options& options, const Request& request, Each each,
                                 const std::filesystem::path& folder) {
  const std::string before = inputs_of(options, request);
  if (before.empty()) return walk_anew(options, each);
  std::filesystem::create_directories(folder);
  const auto lock = server::FileLock::exclusive(folder / "lock");
  if (auto latest = latest_results(folder, before)) return {*std::move(latest), std::nullopt};
  StoredWalk walked = walk_anew(options, each);
  // What changed meanwhile may be in the results, or not.
  if (inputs_of(options, request) == before) walked.results.inputs = before;
  write_latest_results(folder, walked.results);
  return walked;
}

}  // namespace pgstair::named_tests
