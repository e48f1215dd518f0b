// SPDX-License-Identifier: MIT
#include "walk/walk.h"

#include <algorithm>
#include <cmath>
#include <future>
#include <iterator>
#include <memory>
#include <string>
#include <thread>

#include "walk/chain_segment.h"
#include "walk/descent.h"
#include "walk/grouped_ascent.h"
#include "walk/grown_ascent.h"
#include "walk/ordered_reports.h"
#include "walk/other_order.h"

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

/// A walker on each server, made at the same time: each may have a program to wait for.
std::vector<std::unique_ptr<Walker>> make_walkers(const chain::Chain& chain, const Servers& servers,
                                                  const WalkOptions& options,
                                                  const catalog::MakeSnapshotSource& make_source) {
  std::vector<std::future<std::unique_ptr<Walker>>> coming;
  for (auto* server : servers) {
    coming.push_back(std::async(std::launch::async, [&chain, &options, &make_source, server] {
      auto walker =
          std::make_unique<Walker>(*server, chain, options.before_base,
                                   options.make_program ? options.make_program() : nullptr,
                                   options.fixtures, make_source, options.time_limit);
      walker->counts_rows = options.counts_rows;
      return walker;
    }));
  }
  std::vector<std::unique_ptr<Walker>> walkers;
  for (auto& walker : coming) walkers.push_back(walker.get());
  return walkers;
}

/// How the costs of a walk are spread over the chain.
struct Costs {
  double rising;       ///< the share that grows with the chain's tables, instead of being even
  double catching_up;  ///< applying the upgrades, as a share of their walk
};
constexpr Costs of_plain_walk{0, 1.0 / 3};
/// With rows a revision takes the longer the more there is in the database that it concerns.
constexpr Costs of_rehearsed_walk{2.0 / 3, 1.0 / 12};

/// What the walk of a chain costs up to a place in it, both from 0 to 1.
double walked(double place, const Costs& costs) {
  return (1 - costs.rising) * place + costs.rising * place * place;
}

/// The place at which a segment ends that begins at `begin` and costs `cost`, catching up included.
double end_of(double begin, double cost, const Costs& costs) {
  const double reached = walked(begin, costs) + cost - costs.catching_up * begin;
  const double a = costs.rising;
  const double b = 1 - costs.rising;
  if (a == 0) return reached / b;
  return (std::sqrt(b * b + 4 * a * std::max(reached, 0.0)) - b) / (2 * a);
}

/// Where the segments of so many servers begin, the first of them at `first`, and where the last
/// one ends, for all to end at about the same time.
std::vector<std::size_t> share_places(std::size_t servers, std::size_t first, std::size_t revisions,
                                      const Costs& costs) {
  double low = 0;
  double high = 1;  // one server's cost for all of it
  std::vector<double> places;
  constexpr int halvings = 40;
  for (int i = 0; i < halvings; ++i) {
    const double cost = (low + high) / 2;
    places = {static_cast<double>(first) / static_cast<double>(revisions)};
    for (std::size_t server = 0; server < servers; ++server)
      places.push_back(end_of(places.back(), cost, costs));
    (places.back() < 1 ? low : high) = cost;
  }
  std::vector<std::size_t> result;
  for (const double place : places) {
    const double index = std::clamp(place, 0.0, 1.0) * static_cast<double>(revisions);
    result.push_back(static_cast<std::size_t>(std::lround(index)));
  }
  result.front() = first;
  result.back() = revisions;
  return result;
}

using Segments = std::vector<std::unique_ptr<ChainSegment>>;

/// One segment for each server.
Segments share_out(const chain::Chain& chain, const Servers& servers, const WalkOptions& options,
                   const catalog::MakeSnapshotSource& make_source, const MakeChecks& make_checks) {
  auto walkers = make_walkers(chain, servers, options, make_source);
  Segments segments;
  const auto places = share_places(servers.size(), options.first, chain.size(),
                                   options.make_rehearsal ? of_rehearsed_walk : of_plain_walk);
  for (std::size_t i = 0; i < servers.size(); ++i) {
    auto rehearsal = options.make_rehearsal ? options.make_rehearsal() : nullptr;
    segments.push_back(std::make_unique<ChainSegment>(chain, places[i], places[i + 1],
                                                      std::move(walkers[i]), make_checks(),
                                                      std::move(rehearsal)));
  }
  return segments;
}

/// Adds the revisions before the first one that is walked, whose upgrades fail.
void tell_failed_before(const ChainSegment& first, report::Result& result) {
  for (const auto& report : first.failed_before()) {
    result.revisions.push_back(report.row);
    std::ranges::copy(report.findings, std::back_inserter(result.findings));
  }
}

/// Walks all segments at once and tells what they learn in the order of the chain: of its revisions
/// from `first` up to `end`.
void walk_segments(const Segments& segments, std::size_t first, std::size_t end,
                   report::Progress& progress, report::Result& result) {
  OrderedReports reports;
  std::vector<std::jthread> threads;  // after `reports`: they end first
  for (const auto& segment : segments) {
    threads.emplace_back([&reports, &segment](const std::stop_token& stop) {
      try {
        segment->walk(reports, stop);
      } catch (...) {
        reports.fail(std::current_exception());
      }
    });
  }
  for (std::size_t index = first; index < end; ++index) {
    RevisionReport report = reports.take(index);
    progress.revision_done(report.row, index - first, report.findings);
    std::ranges::move(report.findings, std::back_inserter(result.findings));
    result.revisions.push_back(std::move(report.row));
  }
  for (auto& thread : threads) thread.join();
  reports.rethrow_failure();
  if (first > 0) tell_failed_before(*segments.front(), result);
}

std::vector<catalog::Identity> misread_by(const Segments& segments) {
  std::vector<catalog::Identity> objects;
  for (const auto& segment : segments) {
    objects.insert(objects.end(), segment->misread().begin(), segment->misread().end());
  }
  return objects;
}

/// Walks the segments of a chain again, by whole reads, after a walk that has `missed` something.
Segments walk_again(const chain::Chain& chain, const Servers& servers, const WalkOptions& options,
                    const MakeChecks& make_checks, report::Progress& progress,
                    report::Result& result, MissedChange& missed) {
  const catalog::Identity& first = missed.objects.front();
  progress.starts_again(result, "the snapshots missed a change of " + to_string(first));
  auto segments = share_out(chain, servers, options, {}, make_checks);
  for (const auto& segment : segments) segment->watch(first);
  walk_segments(segments, options.first, chain.size(), progress, result);
  for (const auto& segment : segments) {
    if (segment->changed_by() != nullptr) missed.revision = segment->changed_by();
  }
  return segments;
}

/// What was there before the revision at `first`, as if the one before it had made it all.
Changes made_before(std::size_t first, ChainSegment& segment) {
  Changes changes;
  const auto& neighbours = segment.walker().database.neighbours();
  for (const auto& root : segment.before().roots()) {
    for (const auto& object : *root.objects) {
      if (!neighbours.contains(object.identity)) changes[object.identity] = first - 1;
    }
  }
  return changes;
}

/// From head down to base and up again, and all that is asked at head before; judges the chain as a
/// whole. Returns the name of the database.
std::string walk_to_base(const chain::Chain& chain, const Servers& servers,
                         const WalkOptions& options, const Segments& segments,
                         const MakeChecks& make_checks, report::Result& result) {
  Walker& walker = segments.back()->walker();  // the one that arrived at head
  ChainRecord whole;
  whole.chain = &chain;
  if (options.first > 0) whole.changes = made_before(options.first, *segments.front());
  for (const auto& segment : segments) {
    whole.known_faults.merge(segment->known_faults());
    for (const auto& [identity, index] : segment->changes()) whole.changes[identity] = index;
    std::ranges::copy(segment->contested(), std::back_inserter(whole.contested));
  }
  whole.applied = walker.revisions.applied();
  whole.walked_without = segments.back()->walked_without();
  whole.head = segments.back()->after();
  whole.server_version = walker.database.server_version();
  whole.descent.base = segments.front()->before();
  if (options.at_head) {
    options.at_head(*walker.database.copy(), *servers.back(), walker.revisions.applied(),
                    walker.database.neighbours());
  }
  if (options.find_unpopulated) whole.unpopulated = options.find_unpopulated(walker, whole.head);
  walk_descent(walker, chain, options.first, whole);
  walk_grouped_ascent(walker, chain, options.released, whole);
  walk_grown_ascent(walker, chain, whole);
  walk_other_orders(walker, chain, whole);
  Checks checks = make_checks();
  judge(whole, checks, result);
  return walker.database.name();
}

}  // namespace

WalkEnd walk(const chain::Chain& chain, const Servers& servers, const WalkOptions& options,
             const MakeChecks& make_checks, report::Progress& progress, report::Result& result) {
  auto segments = share_out(chain, servers, options, options.make_source, make_checks);
  result.server_version = segments.back()->walker().database.server_version();
  progress.started(result, chain.size() - options.first);
  const std::size_t findings_before = result.findings.size();
  walk_segments(segments, options.first, chain.size(), progress, result);

  WalkEnd end;
  if (auto objects = misread_by(segments); !objects.empty()) {
    end.missed = MissedChange{std::move(objects), nullptr};
    result.revisions.clear();
    result.findings.resize(findings_before);
    segments.clear();  // drops their databases
    segments = walk_again(chain, servers, options, make_checks, progress, result, *end.missed);
  }

  end.database = walk_to_base(chain, servers, options, segments, make_checks, result);
  return end;
}

}  // namespace pgstair::walk
