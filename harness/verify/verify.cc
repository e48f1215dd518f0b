// SPDX-License-Identifier: MIT
#include "verify/verify.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <memory>
#include <thread>
#include <utility>

#include "alembic/program.h"
#include "alembic/project.h"
#include "alembic/reader.h"
#include "catalog/track/incremental_source.h"
#include "chain/read.h"
#include "checks/all_checks.h"
#include "checks/findings.h"
#include "checks/missed_change.h"
#include "checks/nothing_verified.h"
#include "report/finding_catalog.h"
#include "report/one_fault.h"
#include "rows/unpopulated.h"
#include "support/file.h"
#include "support/text.h"
#include "verify/allowances.h"
#include "verify/baseline.h"
#include "verify/check_context.h"
#include "verify/command_chain.h"
#include "verify/format_advice.h"
#include "verify/judged.h"
#include "verify/metadata_model.h"
#include "verify/model.h"
#include "verify/probes.h"
#include "verify/revision_fixtures.h"
#include "verify/run_servers.h"
#include "verify/schema_only.h"
#include "verify/untrusted.h"
#include "walk/walk.h"

namespace pgstair::verify {

namespace {

/// How many servers share the walk. Others cannot help a server that was given, or one that is to
/// be kept with the whole chain's database; and another runner may not bear running twice at a
/// time.
std::size_t server_count(const Options& options, std::size_t revisions) {
  constexpr std::size_t worth_a_server = 32;  // revisions whose walk takes longer than a start
  constexpr std::size_t most = 4;
  if (!options.server_url.empty() || options.keep || options.commands) return 1;
  const std::size_t wanted = options.jobs != 0
                                 ? options.jobs
                                 : std::min({most, std::size_t{std::thread::hardware_concurrency()},
                                             revisions / worth_a_server});
  return std::clamp(wanted, std::size_t{1}, std::max(revisions, std::size_t{1}));
}

/// How many databases are probed at the same time: as many as servers share a long walk.
unsigned probe_count(const Options& options) {
  if (!options.server_url.empty()) return 1;
  return options.jobs != 0 ? options.jobs : std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
}

/// The model if it can be had before there is a server of ours.
std::optional<model::LoadedModel> model_as_it_is(const Options& options,
                                                 const std::string& format) {
  if (!has_model(options) || uses_metadata(options, format) || !is_read_as_it_is(options))
    return std::nullopt;
  return read_as_it_is(options);
}

/// The first server, which starts while Python does; nothing if the model may have a say in its
/// version, or if it would be kept although the chain cannot be read, or has yet to say which
/// extensions it is to have.
std::optional<std::future<RunServers>> start_beside_python(const Options& options) {
  const bool model_is_read_first =
      has_model(options) && !options.model_metadata && is_read_as_it_is(options);
  if (!options.alembic.warm || model_is_read_first || options.keep || options.untrusted)
    return std::nullopt;
  return std::async(std::launch::async, [&options] { return start_servers(options, 1); });
}

/// Servers of the version that the model was read on, if there is a choice; `first`: one that may
/// have been started already.
RunServers start_servers_for(const std::optional<model::LoadedModel>& model, Options options,
                             std::size_t count, std::optional<std::future<RunServers>> first) {
  if (model) options.postgres = server::prefer_version(options.postgres, model->server_version);
  if (!first) return start_servers(options, count);
  RunServers servers = first->get();
  add_servers(servers, options, count);
  return servers;
}

catalog::Snapshot::Unreadable unreadable_of(const std::optional<model::LoadedModel>& model) {
  if (!model) return {};
  catalog::Snapshot::Unreadable unreadable = model->snapshot->unreadable();
  unreadable.erase(catalog::Snapshot::sequence_value);  // which is data
  return unreadable;
}

/// A loaded model for the check at head; one that does not load is a finding.
checks::LoadModel use_model(model::LoadedModel loaded, const Options& options,
                            postgres::ScratchDatabases& databases, report::Result& result) {
  checks::Model model;
  if (loaded.failure) {
    walk::StepFailure failure{walk::StepFailure::Kind::statement, loaded.failure->statement,
                              loaded.failure->error, loaded.failure->location};
    result.findings.push_back(
        checks::failure_finding("model-does-not-load", "", "The model does not load", failure));
    model.not_loaded = "the model does not load";
  } else {
    model.snapshot = std::move(loaded.snapshot);
    model.server_version = loaded.server_version;
    model.is_live = !options.model_database.empty();
    if (model.is_live) model.neighbours = read_neighbours(options, databases);
  }
  return [model](const catalog::Snapshot&) { return model; };
}

/// How the model is loaded, if there is one; `as_it_is` is here already.
checks::LoadModel model_loader(const Options& options, const std::string& format,
                               const std::optional<model::LoadedModel>& as_it_is,
                               postgres::ScratchDatabases& databases, report::Result& result) {
  if (uses_metadata(options, format)) {
    auto coming = std::make_shared<std::optional<ComingMetadata>>(
        begin_metadata(options, alembic_project(options), databases));
    return [&options, &databases, coming](const catalog::Snapshot& head) {
      return load_metadata_model(options, alembic_project(options), databases, head,
                                 std::exchange(*coming, std::nullopt));
    };
  }
  if (!has_model(options)) return {};
  return use_model(as_it_is ? *as_it_is : read_model(options, databases), options, databases,
                   result);
}

}  // namespace

bool is_alembic(const Options& options) {
  if (!options.format.empty()) return options.format == "alembic";
  return !options.alembic.config.empty() || alembic::find_configuration(options.chain);
}

alembic::ProjectOptions alembic_project(const Options& options) {
  alembic::ProjectOptions project = options.alembic;
  project.time_limit = options.time_limit;
  if (project.config.empty()) project.config = alembic::configuration_in(options.chain);
  return project;
}

void report_faults(const std::vector<chain::Fault>& faults, report::Result& result) {
  for (const auto& fault : faults) {
    report::Finding finding =
        checks::finding(fault.code, fault.revision, fault.message, fault.location);
    if (!fault.advice.empty()) finding.advice = fault.advice;
    if (fault.is_possible) finding.severity = report::Severity::warning;
    result.findings.push_back(std::move(finding));
  }
}

walk::BeforeBase before_base(const Options& options, const std::string& format) {
  return {.neighbours = options.neighbours,
          .version_table = options.version_table ? chain::version_table_sql(format) : "",
          .placeholders = options.placeholders};
}

walk::MakeProgram program_for(const Options& options, const std::string& format) {
  if (format != "alembic") return {};
  return
      [project = alembic_project(options)] { return std::make_unique<alembic::Program>(project); };
}

namespace {

/// A database, and the server that it is on for as long.
alembic::MakeDatabase database_of_its_own(Options options) {
  options.keep = false;
  return [options]() -> std::shared_ptr<const postgres::ScratchDatabase> {
    struct Both {
      RunServers servers;
      std::unique_ptr<postgres::ScratchDatabase> database;
    };
    const auto both = std::make_shared<Both>(start_servers(options, 1));
    both->database = both->servers.first().create();
    return {both, both->database.get()};
  };
}

chain::ReadResult read_as_written(const Options& options) {
  if (options.commands) return read_command_chain(*options.commands, options.time_limit);
  if (is_alembic(options))
    return alembic::read_project(alembic_project(options), database_of_its_own(options));
  return chain::read_folder(options.chain, options.format, {options.placeholders});
}

}  // namespace

chain::ReadResult read_chain(const Options& options) {
  refuse_what_reaches_the_host(options);
  chain::ReadResult read = read_as_written(options);
  heed_schema_only(options, read);
  return read;
}

namespace {

walk::MakeRehearsal rehearsal_for(const Options& options) {
  if (!rehearses(options)) return {};
  rows::RowsOptions rows = options.rows;
  rows.counts_written = options.schema_only.has_value();
  return [rows] { return std::make_unique<rows::RowsRehearsal>(rows); };
}

/// Empty: whole reads.
catalog::MakeSnapshotSource source_for(const Options& options) {
  if (options.whole_snapshots) return {};
  return [] { return std::make_unique<catalog::IncrementalSource>(); };
}

/// `first`: the position of the first revision to judge.
walk::WalkOptions walk_options_of(const Options& options, const std::string& format,
                                  const chain::Chain& chain, std::size_t first) {
  walk::WalkOptions result{.before_base = before_base(options, format),
                           .make_program = program_for(options, format),
                           .make_source = source_for(options),
                           .make_rehearsal = rehearsal_for(options),
                           .fixtures = revision_fixtures_of(options, chain),
                           .first = first,
                           .counts_rows = options.schema_only.has_value(),
                           .time_limit = options.time_limit};
  if (!options.from.empty()) {
    const std::string id = chain::revision_named(chain, options.from, options.from_location);
    if (!id.empty()) result.released = chain.index_of(id);
  } else if (first > 0) {
    result.released = first - 1;
  }
  if (options.require_rows) {
    result.find_unpopulated = [&options](walk::Walker& walker, const catalog::Snapshot& head) {
      return rows::find_unpopulated(walker, head, options.rows);
    };
  }
  return result;
}

}  // namespace

namespace {

/// What an untrusted chain says of extensions is done for it before, and not walked.
void make_extensions_beforehand(Options& options, chain::ReadResult& read, report::Result& result) {
  if (!options.untrusted) return;
  const auto taken_out = take_out_extensions(read.revisions);
  auto& extensions = options.surroundings.extensions;
  extensions = extensions_in_files(options);
  extensions.insert(taken_out.begin(), taken_out.end());
  if (taken_out.empty()) return;
  result.chain_checks["extensions"] = report::Verdict::not_checked;
  result.chain_checks_not_run["extensions"] =
      "made before the untrusted chain, whose statements about them were left out: " +
      join({taken_out.begin(), taken_out.end()}, ", ");
}

report::Result verify_once(Options options, report::Progress& progress) {
  const auto started = std::chrono::steady_clock::now();
  report::Result result;
  auto first_server = start_beside_python(options);
  chain::ReadResult read = read_chain(options);
  make_extensions_beforehand(options, read, result);
  result.chain_path = options.chain.string();
  result.chain_format = read.format;
  const std::vector<chain::Revision> as_read = read.revisions;
  const Judged judged(options, read);
  const chain::Chain chain = chain::Chain::build(std::move(read.revisions), read.faults);
  if (read.several_heads) {
    std::erase_if(read.faults, [](const auto& fault) { return fault.code == "two-heads"; });
  }
  report_faults(read.faults, result);
  result.not_judged = judged.left_out(chain);
  const std::size_t first = judged.first(chain);

  const Allowances allowances(options.allowances, as_read);
  allowances.require_revisions(is_told_by_verify);
  Baseline baseline;
  if (!options.baseline.empty()) baseline = Baseline::read(options.baseline);
  ProgressWithoutAccepted shown(allowances, baseline, progress);
  if (!chain.empty()) {
    const auto as_it_is = model_as_it_is(options, read.format);
    const RunServers servers = start_servers_for(
        as_it_is, options, server_count(options, chain.size() - first), std::move(first_server));
    telling_of_kept(servers, options, [&] {
      const walk::Servers walkers = servers.walkers();
      checks::CheckContext context = check_context(options, read.format);
      context.model = model_loader(options, read.format, as_it_is, *walkers.front(), result);
      context.model_unreadable = unreadable_of(as_it_is);
      context.expectations = expectations_of(options, chain);
      walk::WalkOptions walk_options = walk_options_of(options, read.format, chain, first);
      if (options.probe) walk_options.at_head = probes_into(context, chain, probe_count(options));
      const walk::WalkEnd end = walk::walk(
          chain, walkers, walk_options, [&] { return checks::all_checks(context); }, shown, result);
      if (end.missed) checks::report_missed_change(*end.missed, result);
      if (options.keep && !servers.given) {
        const auto& server = *servers.disposable.front();
        result.kept_server = {server.psql_command(end.database), server.stop_command()};
      }
    });
  }
  judged.leave_out_findings(chain, result.findings);
  weigh_schema_only(options, result);
  checks::report_nothing_verified(result);
  advise_in_format(result);
  allowances.apply(
      [&](const Allowance& allowance) {
        return is_told_by_verify(allowance.code) && judged.knows_all_of(allowance.revision, chain);
      },
      result);
  if (!options.write_baseline.empty()) {
    baseline = Baseline::of(result.findings, options.write_baseline);
    write_file(options.write_baseline, baseline.text());
  }
  baseline.apply([&](const std::string& revision) { return judged.knows_all_of(revision, chain); },
                 result);
  report::join_faults(result.findings);
  result.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return result;
}

}  // namespace

report::Result verify(const Options& options, report::Progress& progress) {
  refuse_what_reaches_the_host(options);
  Options warm = options;
  if (!options.commands && is_alembic(options))
    warm.alembic.warm = alembic::start_warm_python(alembic_project(options));
  return on_socket_or_tcp(warm, [&](const Options& tried) { return verify_once(tried, progress); });
}

}  // namespace pgstair::verify
