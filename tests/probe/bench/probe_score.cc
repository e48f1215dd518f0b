// SPDX-License-Identifier: MIT
//
// Probes the databases whose addresses are given and prints, for each, the verdicts by kind of
// constraint, every constraint that is neither enforced nor implied with the reason, and the time.
// With --jobs N, N copies are probed at the same time. scripts/bench-probes calls it.

#include <chrono>
#include <iostream>
#include <map>

#include "given_database.h"
#include "postgres/connection_string.h"
#include "probe/probe.h"
#include "server/databases.h"
#include "walk/version_tables.h"

namespace {

using pgstair::probe::Verdict;

using pgstair::postgres::ConnectionString;

/// Which verdicts are listed; how many of each there are always is.
struct Shown {
  bool others = true;  ///< those that are neither exact nor implied
  bool all = false;    ///< every one, to compare two versions line by line
};

/// Returns how many are exact or implied, and of how many.
std::pair<std::size_t, std::size_t> score(const std::string& conninfo, std::uint64_t seed,
                                          unsigned jobs, const Shown& shown) {
  const pgstair::probe::GivenDatabase given(ConnectionString::parse(conninfo));
  pgstair::server::Databases databases(ConnectionString::parse(conninfo).with("dbname", "postgres"),
                                       {});
  const auto started = std::chrono::steady_clock::now();
  const auto results = pgstair::probe::probe(
      conninfo,
      {.seed = seed, .leave_alone = pgstair::walk::why_left_alone, .jobs = jobs, .copy = [&] {
         return databases.clone(given);
       }});
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - started;

  std::map<std::string, std::map<Verdict, std::size_t>> counts;
  std::size_t exact = 0;
  for (const auto& result : results) {
    ++counts[result.kind][result.verdict];
    ++counts["all"][result.verdict];
    if (result.verdict == Verdict::enforced || result.verdict == Verdict::implied ||
        result.verdict == Verdict::not_validated) {
      ++exact;
    } else if (shown.others && !shown.all) {
      std::cout << "  " << to_string(result.verdict) << ": " << result.kind << " " << result.name
                << " on " << result.table << ": " << result.reason << "\n";
    }
  }
  for (const auto& result : results) {
    if (!shown.all) break;
    std::cout << result.table << " " << result.kind << " " << result.name << ": "
              << to_string(result.verdict) << (result.reason.empty() ? "" : ": ") << result.reason
              << "\n";
  }
  for (const auto& [kind, verdicts] : counts) {
    std::cout << "  " << kind << ":";
    for (const auto& [verdict, count] : verdicts) {
      std::cout << " " << count << " " << to_string(verdict) << ",";
    }
    std::cout << "\n";
  }
  std::cout << "  exact or implied: " << exact << " of " << results.size() << " = "
            << 100.0 * static_cast<double>(exact) / static_cast<double>(results.size()) << " %, "
            << taken.count() << " s\n";
  return {exact, results.size()};
}

}  // namespace

int main(int argc, char** argv) {
  Shown shown;
  unsigned jobs = 1;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--quiet") {
      shown.others = false;
      continue;
    }
    if (argument == "--all") {
      shown.all = true;
      continue;
    }
    if (argument == "--jobs" && i + 1 < argc) {
      jobs = static_cast<unsigned>(std::stoul(argv[++i]));
      continue;
    }
    std::cout << argument << "\n";
    score(argument, 1, jobs, shown);
  }
}
