// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "checks/all_checks.h"
#include "installation_under_test.h"
#include "server/disposable_server.h"
#include "walk/walk.h"

namespace pgstair::walk {

class SilentProgress : public report::Progress {
 public:
  void started(const report::Result&, std::size_t) override {}
  void starts_again(const report::Result&, const std::string&) override {}
  void revision_done(const report::RevisionResult&, std::size_t,
                     std::span<const report::Finding>) override {}
};

using Codes = std::vector<std::string>;

/// Walks the chain on so many servers.
inline report::Result walked(std::vector<chain::Revision> revisions,
                             const checks::CheckContext& context = {}, std::size_t servers = 1) {
  std::vector<chain::Fault> faults;
  const auto chain = chain::Chain::build(std::move(revisions), faults);
  std::vector<std::unique_ptr<server::DisposableServer>> started;
  Servers walkers;
  for (std::size_t i = 0; i < servers; ++i) {
    started.push_back(std::make_unique<server::DisposableServer>(
        server::ServerOptions{installation_under_test(), false, std::nullopt}));
    walkers.push_back(started.back().get());
  }
  SilentProgress progress;
  report::Result result;
  walk(
      chain, walkers, {}, [&] { return checks::all_checks(context); }, progress, result);
  return result;
}

/// "revision: code on object" of each finding.
inline Codes findings_of(std::vector<chain::Revision> revisions,
                         const checks::CheckContext& context = {}, std::size_t servers = 1) {
  Codes text;
  for (const auto& finding : walked(std::move(revisions), context, servers).findings) {
    text.push_back(finding.revision + ": " + finding.code +
                   (finding.object.empty() ? "" : " on " + finding.object));
  }
  return text;
}

}  // namespace pgstair::walk
