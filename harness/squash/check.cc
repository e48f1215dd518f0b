// SPDX-License-Identifier: MIT
#include "squash/check.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <set>

#include "catalog/difference.h"
#include "checks/findings.h"
#include "postgres/connection_string.h"
#include "report/finding_catalog.h"
#include "report/progress.h"
#include "squash/applied_chain.h"
#include "squash/deployed.h"
#include "squash/dumped_database.h"
#include "squash/findings.h"
#include "squash/memory.h"
#include "squash/stops.h"
#include "squash/written_rows.h"
#include "support/contains.h"
#include "verify/allowances.h"
#include "verify/model.h"
#include "verify/run_servers.h"
#include "verify/verify.h"

namespace pgstair::squash {

namespace {

using report::Verdict;

/// The old chain with what surrounds the new one.
verify::Options as_deployed_now(verify::Options old_chain, const verify::Options& new_chain) {
  old_chain.surroundings = new_chain.surroundings;
  old_chain.neighbours = new_chain.neighbours;
  old_chain.version_table = new_chain.version_table;
  old_chain.postgres = new_chain.postgres;
  old_chain.server_url = new_chain.server_url;
  old_chain.locale = new_chain.locale;
  old_chain.listen = new_chain.listen;
  return old_chain;
}

std::string unnamed_release(const chain::Revision&) { return "the release before the squash"; }

std::string_view check_of(const std::string& code) {
  const auto& catalog = report::finding_catalog();
  const auto kind = std::ranges::find(catalog, code, &report::FindingKind::code);
  return kind == catalog.end() ? "" : kind->check;
}

/// Of the chains themselves; what is told of a database in use may name revisions of others.
bool is_told_of_squashes(const std::string& code) {
  constexpr std::string_view checks[] = {"resumes", "same_catalog", "same_rows", "remembers"};
  return contains(checks, check_of(code));
}

/// One comparison while it is made; adds what it learns to the result.
class Comparison {
 public:
  Comparison(postgres::ScratchDatabases& databases, const Chains& chains,
             const verify::Options& old_options, const verify::Options& new_options,
             report::Result& result)
      : databases_(databases),
        chains_(chains),
        old_options_(old_options),
        new_options_(new_options),
        old_chain_(databases, old_options),
        new_chain_(databases, new_options),
        allowances_(new_options.allowances, revisions_of_both()),
        result_(result) {
    allowances_.require_revisions(is_told_of_squashes);
  }

  void make() {
    if (!chains_.only_new_databases && !knows_tool_of(new_chain_.format()))
      throw UsageError(
          "what becomes of databases that stopped within the old chain is not known: "
          "pgstair does not have the rules of the format " +
          new_chain_.format() + " for that yet");
    new_chain_.advance_to_head();
    if (chains_.only_new_databases)
      old_chain_.advance_to_head();
    else
      look_at_stops();
    if (reaches_head(old_chain_, "old") && reaches_head(new_chain_, "new")) {
      compare_catalogs();
      compare_rows();
    }
  }

  /// What only the old files remember; `settings`: of pgstair.toml's, what names them.
  void remember(std::vector<report::Finding> settings) {
    if (!chains_.only_new_databases) {
      std::ranges::move(forgotten(old_chain_, old_options_, new_chain_, new_options_, databases_),
                        std::back_inserter(settings));
    }
    judge("remembers", std::move(settings));
  }

  /// Asks each database in use where it stands; after make().
  void ask(const std::vector<std::string>& deployed) {
    if (deployed.empty()) return;
    if (!new_chain_.at_head()) return not_checked("deployed", "the new chain cannot be applied");
    const Tool tool(new_chain_.format(), old_chain_.chain(), new_chain_.chain(),
                    {new_chain_.database().before_baseline(), chains_.noted_as_one});
    const Expected expected{
        .old_chain = old_chain_,
        .new_chain = new_chain_,
        .tool = tool,
        .stops = stops_,
        .differences_of_heads = Stops::differences(new_chain_.head(), old_chain_.head()),
        .neighbours = verify::read_neighbours(new_options_, databases_),
        .server_version = old_chain_.database().database().server_version(),
        .release_with = chains_.release_with ? chains_.release_with : unnamed_release};
    std::vector<report::Finding> findings;
    for (const auto& source : deployed) ask_one(source, expected, findings);
    judge("deployed", std::move(findings));
  }

  /// What the team accepts of what was learned; at the end.
  void accept() {
    allowances_.apply(
        [&](const verify::Allowance& allowance) {
          const bool was_asked =
              !chains_.deployed.empty() && check_of(allowance.code) == "deployed";
          return was_asked || is_told_of_squashes(allowance.code);
        },
        result_);
  }

 private:
  std::vector<chain::Revision> revisions_of_both() const {
    std::vector<chain::Revision> both;
    for (const auto* chain : {&old_chain_.chain(), &new_chain_.chain()})
      std::ranges::copy(chain->revisions(), std::back_inserter(both));
    return both;
  }

  void ask_one(const std::string& source, const Expected& expected,
               std::vector<report::Finding>& findings) {
    if (postgres::ConnectionString::is_meant_by(source)) {
      result_.deployed.push_back(
          look_at_deployed(source, postgres::without_password(source), expected, findings));
      return;
    }
    const auto loaded = load_dumped_database(source, databases_,
                                             /*may_create_roles=*/new_options_.server_url.empty());
    result_.deployed.push_back(look_at_deployed(loaded->conninfo(), source, expected, findings));
  }

  /// Whether that chain could be applied; if not, nothing can be compared with its head.
  bool reaches_head(const AppliedChain& chain, const std::string& which) {
    if (chain.at_head()) return true;
    const auto& revision = chain.chain().revisions()[chain.applied()];
    if (chain.failure()) {
      result_.findings.push_back(
          checks::failure_finding("upgrade-fails", revision.id,
                                  "The " + which + " chain cannot be applied", *chain.failure()));
    }
    const std::string why = "the " + which + " chain ends at " + revision.id +
                            (chain.failure() ? ", which fails" : ": " + chain.not_runnable());
    for (const char* check : {"same_catalog", "same_rows"}) not_checked(check, why);
    return false;
  }

  void not_checked(const std::string& check, const std::string& why) {
    result_.chain_checks[check] = Verdict::not_checked;
    result_.chain_checks_not_run.emplace(check, why);
  }

  void judge(const std::string& check, std::vector<report::Finding> findings) {
    const bool failed = std::ranges::any_of(findings, [](const report::Finding& finding) {
      return finding.severity != report::Severity::note;
    });
    result_.chain_checks[check] = failed ? Verdict::failed : Verdict::passed;
    std::ranges::move(findings, std::back_inserter(result_.findings));
  }

  /// Applies the old chain and asks at every revision what the new files would do there.
  void look_at_stops() {
    if (!new_chain_.at_head()) return;
    Stops stops(old_chain_, new_chain_, chains_.noted_as_one);
    stops_ = {stops.look()};
    while (!old_chain_.at_head() && old_chain_.advance()) stops_.push_back(stops.look());
    if (old_chain_.at_head()) stops.compare_rows(stops_);
    for (const auto& stop : stops_) note(stop);
    const auto told = Stops::differences(new_chain_.head(), old_chain_.head());
    std::ranges::move(findings_of(stops_, old_chain_.chain(), new_chain_.chain(), told),
                      std::back_inserter(result_.findings));
  }

  /// The verdict on a stop, with the revision of either chain that has its name.
  void note(const Stop& stop) {
    if (stop.applied == 0) return;
    const chain::Revision& revision = old_chain_.chain().revisions()[stop.applied - 1];
    auto same = std::ranges::find(result_.revisions, revision.id, &report::RevisionResult::id);
    if (same == result_.revisions.end()) {
      result_.revisions.push_back({revision.id, revision.file, {}, {}, 0});
      same = result_.revisions.end() - 1;
    }
    same->checks["resumes"] =
        stop.end == Stop::End::reaches_head ? Verdict::passed : Verdict::failed;
  }

  void compare_catalogs() {
    auto findings = findings_of_catalogs(old_chain_.head(), new_chain_.head());
    for (const auto& change : catalog::diff(old_chain_.head(), new_chain_.head())) {
      if (catalog::moves_only_a_sequence(change)) findings.push_back(sequence_finding(change));
    }
    judge("same_catalog", std::move(findings));
  }

  Content content_of(AppliedChain& chain) {
    return read_content(chain.database().database().session());
  }

  /// What a chain writes when it is applied once more, to tell what is volatile.
  Content written_again(const verify::Options& options) {
    source::ChainDatabase again(databases_, options);
    for (std::size_t index = 0; index < again.chain().size(); ++index) again.upgrade(index);
    return read_content(again.database().session());
  }

  void compare_rows() {
    const Content old_rows = content_of(old_chain_);
    const Content new_rows = content_of(new_chain_);
    Volatile left_out;
    if (!old_rows.empty()) left_out = volatile_columns(old_rows, written_again(old_options_));
    if (!new_rows.empty()) {
      for (const auto& [table, columns] : volatile_columns(new_rows, written_again(new_options_)))
        left_out[table].insert(columns.begin(), columns.end());
    }
    std::vector<report::Finding> findings;
    for (const auto& difference : compare(old_rows, new_rows, left_out, tables_of_both()))
      std::ranges::move(findings_of(difference), std::back_inserter(findings));
    for (const auto& [table, columns] : left_out)
      findings.push_back(volatile_finding(table, columns));
    judge("same_rows", std::move(findings));
  }

  /// A table that only one of them has is told already.
  std::set<std::string> tables_of_both() const {
    const auto tables = [](const catalog::Snapshot& snapshot) {
      std::set<std::string> names;
      for (const auto& object : snapshot.objects()) {
        if (object.identity.kind == "table") names.insert(catalog::qualified_name(object.identity));
      }
      return names;
    };
    const auto old_tables = tables(old_chain_.head());
    const auto new_tables = tables(new_chain_.head());
    std::set<std::string> both;
    std::ranges::set_intersection(old_tables, new_tables, std::inserter(both, both.end()));
    return both;
  }

  postgres::ScratchDatabases& databases_;
  const Chains& chains_;
  const verify::Options& old_options_;
  const verify::Options& new_options_;
  AppliedChain old_chain_;
  AppliedChain new_chain_;
  verify::Allowances allowances_;
  std::vector<Stop> stops_;
  report::Result& result_;
};

/// Whether it is there at all, before anything takes time.
void require_deployed(const std::string& source) {
  if (postgres::ConnectionString::is_meant_by(source)) {
    postgres::Session{source};
  } else if (!std::filesystem::is_regular_file(source)) {
    throw UsageError("'" + source + "' is neither a connection string nor a file");
  }
}

}  // namespace

report::Result check(const Chains& chains) {
  const auto started = std::chrono::steady_clock::now();
  for (const auto& source : chains.deployed) require_deployed(source);
  verify::Options new_options = chains.new_chain;
  auto settings = take_out_settings_of_gone(chains.old_chain, new_options);
  const verify::Options old_options = as_deployed_now(chains.old_chain, new_options);
  report::Silence nobody;
  report::Result result = verify::verify(new_options, nobody);
  const verify::RunServers servers = verify::start_servers(new_options, 1);
  Comparison comparison(servers.first(), chains, old_options, new_options, result);
  comparison.make();
  comparison.remember(std::move(settings));
  comparison.ask(chains.deployed);
  comparison.accept();
  result.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return result;
}

}  // namespace pgstair::squash
