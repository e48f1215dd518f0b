// SPDX-License-Identifier: MIT
#include "walk/walk.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <string>

#include "catalog/difference.h"
#include "walk/descent.h"
#include "walk/revision_walk.h"
#include "walk/walk_database.h"

namespace pgstair::walk {

namespace {

/// Judges `record` by every check and writes verdicts and findings down.
void judge(const RevisionRecord& record, Checks& checks, report::RevisionResult& row,
           std::vector<report::Finding>& findings) {
  for (auto& check : checks.of_revisions) {
    CheckOutcome outcome = check->judge(record);
    const std::string name(check->name());
    row.checks[name] = outcome.verdict;
    if (outcome.verdict == report::Verdict::not_checked) row.not_checked[name] = outcome.reason;
    std::ranges::move(outcome.findings, std::back_inserter(findings));
  }
}

void judge(const ChainRecord& record, Checks& checks, report::Result& result) {
  for (auto& check : checks.of_chain) {
    CheckOutcome outcome = check->judge(record);
    const std::string name(check->name());
    result.chain_checks[name] = outcome.verdict;
    if (outcome.verdict == report::Verdict::not_checked) result.chain_checks_not_run[name] = outcome.reason;
    std::ranges::move(outcome.findings, std::back_inserter(result.findings));
  }
}

/// The ancestor of the revision at `index` whose upgrade failed, or nothing: position → culprit.
using Blocked = std::map<std::size_t, std::size_t>;

const std::size_t* culprit(const chain::Chain& chain, const Blocked& blocked, std::size_t index) {
  for (const std::size_t parent : chain.parents(index)) {
    if (const auto found = blocked.find(parent); found != blocked.end()) return &found->second;
  }
  return nullptr;
}

}  // namespace

void walk(const chain::Chain& chain, postgres::ScratchDatabases& databases, const WalkOptions& options,
          Checks& checks, report::Progress& progress, report::Result& result) {
  WalkDatabase database(databases, chain, options.neighbours);
  result.server_version = database.server_version();
  progress.started(result, chain.size());

  ChainRecord whole;
  whole.chain = &chain;
  whole.descent.base = database.snapshot();
  catalog::Snapshot current = whole.descent.base;
  Blocked blocked;
  for (std::size_t index = 0; index < chain.size(); ++index) {
    const auto started = std::chrono::steady_clock::now();
    RevisionRecord record;
    record.revision = &chain.revisions()[index];
    record.before = current;
    if (const std::size_t* cause = culprit(chain, blocked, index)) {
      record.not_run = chain.revisions()[*cause].id + ", which it builds on, could not be applied";
      blocked.emplace(index, *cause);
    } else {
      current = walk_revision(database, index, record);
      if (record.up && !record.up->outcome.ok()) blocked.emplace(index, index);
    }

    const std::size_t first_finding = result.findings.size();
    report::RevisionResult row{record.revision->id, record.revision->file, {}, {}, 0};
    judge(record, checks, row, result.findings);
    row.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    result.revisions.push_back(std::move(row));
    progress.revision_done(result, index, first_finding);
  }

  whole.applied = database.applied();
  whole.head = current;
  whole.head_read_whole = database.snapshot_whole();
  walk_descent(database, chain, whole);
  judge(whole, checks, result);
}

}  // namespace pgstair::walk
