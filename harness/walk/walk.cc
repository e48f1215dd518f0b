// SPDX-License-Identifier: MIT
#include "walk/walk.h"

#include <algorithm>
#include <cmath>
#include <future>
#include <iterator>
#include <memory>
#include <string>
#include <thread>

#include "walk/descent.h"
#include "walk/reports.h"
#include "walk/stretch.h"

namespace pgstair::walk {

namespace {

void judge(const ChainRecord& record, Checks& checks, report::Result& result) {
  for (auto& check : checks.of_chain) {
    CheckOutcome outcome = check->judge(record);
    const std::string name(check->name());
    result.chain_checks[name] = outcome.verdict;
    if (outcome.verdict == report::Verdict::not_checked)
      result.chain_checks_not_run[name] = outcome.reason;
    std::ranges::move(outcome.findings, std::back_inserter(result.findings));
  }
}

/// A database on each server, made at the same time: each may have a program to wait for.
std::vector<std::unique_ptr<WalkDatabase>> make_databases(const chain::Chain& chain,
                                                          const Servers& servers,
                                                          const WalkOptions& options) {
  std::vector<std::future<std::unique_ptr<WalkDatabase>>> coming;
  for (auto* server : servers) {
    coming.push_back(std::async(std::launch::async, [&chain, &options, server] {
      return std::make_unique<WalkDatabase>(*server, chain, options.neighbours,
                                            options.make_program ? options.make_program() : nullptr,
                                            options.stops);
    }));
  }
  std::vector<std::unique_ptr<WalkDatabase>> databases;
  for (auto& database : coming) databases.push_back(database.get());
  return databases;
}

/// Where the stretch of the server with this number begins, for all to end at about the same time:
/// later ones have to catch up first, which takes a part of a walk's time.
std::size_t begin_of(std::size_t server, std::size_t servers, std::size_t revisions) {
  constexpr double catching_up = 1.0 / 3;
  const auto walked_before = [](std::size_t count) {
    return 1 - std::pow(1 - catching_up, static_cast<double>(count));
  };
  return static_cast<std::size_t>(
      std::lround(static_cast<double>(revisions) * walked_before(server) / walked_before(servers)));
}

/// One stretch for each server.
std::vector<std::unique_ptr<Stretch>> share_out(const chain::Chain& chain, const Servers& servers,
                                                const WalkOptions& options,
                                                const MakeChecks& make_checks) {
  auto databases = make_databases(chain, servers, options);
  std::vector<std::unique_ptr<Stretch>> stretches;
  for (std::size_t i = 0; i < servers.size(); ++i) {
    const std::size_t begin = begin_of(i, servers.size(), chain.size());
    const std::size_t end = begin_of(i + 1, servers.size(), chain.size());
    auto rehearsal = options.make_rehearsal ? options.make_rehearsal() : nullptr;
    stretches.push_back(std::make_unique<Stretch>(chain, begin, end, std::move(databases[i]),
                                                  make_checks(), std::move(rehearsal)));
  }
  return stretches;
}

/// Walks all stretches at once and tells what they learn in the order of the chain.
void walk_stretches(const std::vector<std::unique_ptr<Stretch>>& stretches, std::size_t revisions,
                    report::Progress& progress, report::Result& result) {
  Reports reports;
  std::vector<std::jthread> threads;  // after `reports`: they end first
  for (const auto& stretch : stretches) {
    threads.emplace_back([&reports, &stretch](const std::stop_token& stop) {
      try {
        stretch->walk(reports, stop);
      } catch (...) {
        reports.fail(std::current_exception());
      }
    });
  }
  for (std::size_t index = 0; index < revisions; ++index) {
    RevisionReport report = reports.take(index);
    const std::size_t first_finding = result.findings.size();
    std::ranges::move(report.findings, std::back_inserter(result.findings));
    result.revisions.push_back(std::move(report.row));
    progress.revision_done(result, index, first_finding);
  }
  for (auto& thread : threads) thread.join();
  reports.rethrow_failure();
}

}  // namespace

std::string walk(const chain::Chain& chain, const Servers& servers, const WalkOptions& options,
                 const MakeChecks& make_checks, report::Progress& progress,
                 report::Result& result) {
  const auto stretches = share_out(chain, servers, options, make_checks);
  WalkDatabase& database = stretches.back()->database();  // the one that arrives at head
  result.server_version = database.server_version();
  progress.started(result, chain.size());
  walk_stretches(stretches, chain.size(), progress, result);

  ChainRecord whole;
  whole.chain = &chain;
  for (const auto& stretch : stretches) whole.known_faults.merge(stretch->known_faults());
  whole.applied = database.applied();
  whole.head = stretches.back()->after();
  whole.server_version = database.server_version();
  whole.descent.base = stretches.front()->before();
  if (options.at_head) {
    options.at_head(*database.copy(), *servers.back(), database.applied(), whole.descent.base);
  }
  if (options.find_unpopulated) whole.unpopulated = options.find_unpopulated(database, whole.head);
  walk_descent(database, chain, whole);
  Checks checks = make_checks();
  judge(whole, checks, result);
  return database.name();
}

}  // namespace pgstair::walk
