// SPDX-License-Identifier: MIT
#include "verify/new_revision.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <memory>
#include <stop_token>
#include <utility>

#include "alembic/program.h"
#include "chain/chain.h"
#include "checks/all_checks.h"
#include "report/one_fault.h"
#include "support/at_process_end.h"
#include "support/errors.h"
#include "verify/allowances.h"
#include "verify/format_advice.h"
#include "verify/metadata_model.h"
#include "verify/run_servers.h"
#include "verify/verify.h"
#include "walk/chain_segment.h"

namespace pgstair::verify {

namespace {

/// The chain, which must be one that a revision can be added to.
chain::Chain chain_to_add_to(const Options& options) {
  auto read = read_chain(options);
  std::vector<chain::Fault> faults;
  auto chain = chain::Chain::build(std::move(read.revisions), faults);
  for (const auto& fault : faults) {
    if (fault.code == "empty-chain") continue;
    const std::string advice =
        fault.code == "two-heads" ? "join them: alembic merge heads -m \"…\"" : fault.advice;
    throw UsageError(fault.message + "; " + advice, fault.location);
  }
  return chain;
}

/// Files that go with this object, or with this process, unless they are kept.
class ProvisionalFiles {
 public:
  void add(const std::filesystem::path& file) {
    removals_.push_back(std::make_unique<AtProcessEnd>([name = file.string()] {
      ::unlink(name.c_str());
      // If this process was killed, its worker ends at this very moment, but might just be about to
      // write the file.
      constexpr timespec a_moment{0, 100'000'000};
      ::nanosleep(&a_moment, nullptr);
      ::unlink(name.c_str());
    }));
  }
  void keep() {
    for (const auto& removal : removals_) removal->cancel();
  }

 private:
  std::vector<std::unique_ptr<AtProcessEnd>> removals_;
};

std::optional<alembic::Program::Written> write_at_head(const Options& options,
                                                       postgres::ScratchDatabases& databases,
                                                       const std::string& message,
                                                       ProvisionalFiles& files) {
  const chain::Chain chain = chain_to_add_to(options);
  auto program = std::make_unique<alembic::Program>(alembic_project(options));
  alembic::Program& writer = *program;
  walk::Walker walker(databases, chain, before_base(options, "alembic"), std::move(program), {}, {},
                      options.time_limit);
  for (std::size_t index = 0; index < chain.size(); ++index) {
    const auto outcome = walker.revisions.upgrade(index);
    if (!outcome.ok()) {
      throw UsageError("the chain cannot be brought to head, where a new revision begins: " +
                           to_string(outcome.failure->error),
                       outcome.failure->location);
    }
  }
  return writer.write_revision(message, [&](const auto& file) { files.add(file); });
}

/// Whether the models have something that the chain lacks even with the new revision.
void compare_with_models(const Options& options, postgres::ScratchDatabases& databases,
                         const chain::Chain& chain, walk::ChainSegment& segment,
                         report::Result& result) {
  if (!options.model_metadata) return;
  walk::ChainRecord record;
  record.chain = &chain;
  record.applied = segment.walker().revisions.applied();
  record.head = segment.after();
  checks::ModelMatch check([&](const catalog::Snapshot& head) {
    return load_metadata_model(options, alembic_project(options), databases, head);
  });
  auto outcome = check.judge(record);
  // What metadata has no words for is the chain's business, not the new revision's.
  std::erase_if(outcome.findings, [](const report::Finding& finding) {
    return finding.severity == report::Severity::note;
  });
  const std::string name(check.name());
  result.chain_checks[name] = outcome.verdict;
  if (outcome.verdict == report::Verdict::not_checked)
    result.chain_checks_not_run[name] = outcome.reason;
  std::ranges::move(outcome.findings, std::back_inserter(result.findings));
}

/// Walks only the revision `id`, after the upgrades before it.
report::Result walk_alone(const Options& options, postgres::ScratchDatabases& databases,
                          const std::string& id) {
  const auto started = std::chrono::steady_clock::now();
  report::Result result;
  auto read = read_chain(options);
  result.chain_path = options.chain.string();
  result.chain_format = read.format;
  const std::vector<chain::Revision> as_read = read.revisions;
  const chain::Chain chain = chain::Chain::build(std::move(read.revisions), read.faults);
  std::erase_if(read.faults, [&](const chain::Fault& fault) { return fault.revision != id; });
  report_faults(read.faults, result);

  const std::size_t index = chain.index_of(id);
  walk::ChainSegment segment(
      chain, index, index + 1,
      std::make_unique<walk::Walker>(databases, chain, before_base(options, read.format),
                                     program_for(options, read.format)(), walk::RevisionFixtures{},
                                     catalog::MakeSnapshotSource{}, options.time_limit),
      checks::all_checks({.neighbours = !options.neighbours.empty()}), nullptr);
  result.server_version = segment.walker().database.server_version();
  walk::OrderedReports reports;
  segment.walk(reports, std::stop_token());
  auto report = reports.take(index);
  std::ranges::move(report.findings, std::back_inserter(result.findings));
  result.revisions.push_back(std::move(report.row));
  compare_with_models(options, databases, chain, segment, result);
  advise_in_format(result);
  Allowances(options.allowances, as_read)
      .apply([](const Allowance& allowance) { return is_told_by_verify(allowance.code); }, result);
  report::join_faults(result.findings);
  std::erase_if(result.findings, [&](const report::Finding& finding) {
    return finding.code == "unused-suppression" && finding.revision != id;
  });
  result.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return result;
}

}  // namespace

namespace {

std::optional<NewRevision> write_and_walk(const Options& options, const std::string& message) {
  const RunServers servers = start_servers(options, 1);
  auto& databases = servers.first();
  ProvisionalFiles files;
  const auto written = write_at_head(options, databases, message, files);
  if (!written) return std::nullopt;
  NewRevision revision{written->file, written->points, walk_alone(options, databases, written->id)};
  files.keep();
  return revision;
}

}  // namespace

std::optional<NewRevision> new_alembic_revision(const Options& options,
                                                const std::string& message) {
  return on_socket_or_tcp(options,
                          [&](const Options& tried) { return write_and_walk(tried, message); });
}

}  // namespace pgstair::verify
