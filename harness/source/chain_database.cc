// SPDX-License-Identifier: MIT
#include "source/chain_database.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

#include "support/errors.h"
#include "verify/verify.h"

namespace pgstair::source {

namespace {

/// What runs the scripts of the chain, if they are code; none otherwise.
std::unique_ptr<walk::ScriptProgram> program_of(const verify::Options& options,
                                                const std::string& format) {
  const auto make = verify::program_for(options, format);
  return make ? make() : nullptr;
}

/// Positions of the revision with this id and of all that it builds on, in the chain's order.
std::vector<std::size_t> with_ancestors(const chain::Chain& chain, const std::string& id) {
  if (id.empty()) return {};  // base
  std::vector<bool> needed(chain.size(), false);
  const std::size_t last = chain.index_of(id);
  needed[last] = true;
  std::vector<std::size_t> positions;
  for (std::size_t index = last + 1; index-- > 0;) {
    if (!needed[index]) continue;
    positions.push_back(index);
    for (const std::size_t parent : chain.parents(index)) needed[parent] = true;
  }
  std::ranges::reverse(positions);
  return positions;
}

chain::Chain chain_of(std::vector<chain::Revision> revisions,
                      std::optional<chain::Fault>& left_out) {
  const std::size_t count = revisions.size();
  std::vector<chain::Fault> faults;
  auto chain = chain::Chain::build(std::move(revisions), faults);
  if (chain.size() < count && !faults.empty()) left_out = faults.front();
  return chain;
}

}  // namespace

ChainDatabase::ChainDatabase(postgres::ScratchDatabases& databases, const verify::Options& options,
                             catalog::MakeSnapshotSource make_source)
    : ChainDatabase(databases, options, std::move(make_source), verify::read_chain(options)) {}

ChainDatabase::ChainDatabase(postgres::ScratchDatabases& databases, const verify::Options& options,
                             catalog::MakeSnapshotSource make_source, chain::ReadResult read)
    : format_(read.format),
      several_heads_(read.several_heads),
      before_baseline_(std::move(read.before_baseline)),
      chain_(chain_of(std::move(read.revisions), left_out_)),
      walker_(databases, chain_, verify::before_base(options, format_),
              program_of(options, format_), {}, std::move(make_source), options.time_limit) {}

ChainDatabase::Goal ChainDatabase::goal(const std::string& name) const {
  if (name == "heads" || (name == "head" && several_heads_)) {
    std::vector<std::size_t> all(chain_.size());
    std::iota(all.begin(), all.end(), 0U);
    return {"heads", std::move(all)};
  }
  const std::string id = chain::resolve(chain_, name);
  return {id.empty() ? "base" : id, with_ancestors(chain_, id)};
}

std::string ChainDatabase::upgrade_to(const std::string& name) {
  const Goal wanted = goal(name);
  for (const std::size_t index : wanted.positions) upgrade(index);
  return wanted.id;
}

void ChainDatabase::upgrade(std::size_t index) {
  const chain::Revision& revision = chain_.revisions()[index];
  if (!revision.up || !revision.not_runnable.empty()) {
    throw UsageError("pgstair cannot run " + revision.id + ": " + revision.not_runnable,
                     {revision.file, 0, 0});
  }
  const auto outcome = walker_.revisions.upgrade(index);
  if (!outcome.ok()) {
    throw UsageError("the chain cannot be applied: " + to_string(outcome.failure->error),
                     outcome.failure->location);
  }
}

}  // namespace pgstair::source
