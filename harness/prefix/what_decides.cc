// SPDX-License-Identifier: MIT
#include "prefix/what_decides.h"

#include <string>

#include "chain/read.h"
#include "prefix/programs.h"
#include "prefix/python_project.h"
#include "server/installation.h"
#include "verify/check_context.h"
#include "verify/model.h"
#include "verify/verify.h"

namespace pgstair::prefix {

namespace {

// Options are taken apart by all their members. One that is new does not compile here before it has
// been decided whether it decides. What only pgstair.toml can say is known by that file's bytes.

void add(const server::Surroundings& surroundings, Inputs& inputs) {
  const auto& [init, placeholders, roles, role, init_limit, settings, untrusted, extensions] =
      surroundings;
  inputs.add_files(init);
  inputs.add("role", role);
  // Of pgstair.toml alone: placeholders, roles, settings. Made of other options: init_limit,
  // untrusted, extensions.
}

void add(const server::InstallationChoice& choice, Inputs& inputs) {
  const auto& [major, bin] = choice;
  inputs.add("pg", std::to_string(major.value_or(0)));
  inputs.add("pg-bin", bin.value_or("").string());
}

void add(const rows::RowsOptions& options, Inputs& inputs) {
  const auto& [rows, seed, counts_written] = options;
  inputs.add("rows", std::to_string(rows));
  inputs.add("seed", std::to_string(seed));
  // Made of other options: counts_written.
}

void add(const verify::NewRevisions& revisions, Inputs& inputs) {
  const auto& [since, ids] = revisions;
  inputs.add("base ref", since);
  inputs.add("new revisions", std::vector<std::string>(ids.begin(), ids.end()));
}

/// The settings of the chain's folder, and of Alembic. Their project's files are another matter.
void add(const alembic::ProjectOptions& options, Inputs& inputs) {
  inputs.add_file(options.folder_of_settings / "pgstair.toml");
}

std::string yes_or_no(bool value) { return value ? "yes" : "no"; }

/// What was asked, and the files that were named.
void add_options(const verify::Options& options, Inputs& inputs) {
  const auto& [chain, format, model, model_metadata, model_database, model_database_location,
               model_command, model_command_location, neighbours, version_table, surroundings,
               placeholders, commands, alembic, allowances, baseline, write_baseline, untrusted,
               trusted_python, postgres, server_url, locale, listen, jobs, from, from_location,
               since, since_location, new_revisions, time_limit, probe, rows, fixtures,
               expected_rows, schema_only, lookup_rows, data_scripts, require_rows, keep,
               whole_snapshots, cache_megabytes, fail_on] = options;
  add(alembic, inputs);
  inputs.add("format", format);
  inputs.add("metadata", yes_or_no(model_metadata));
  inputs.add_files(model);
  inputs.add_files(neighbours);
  add(surroundings, inputs);
  inputs.add_file(baseline);
  inputs.add("untrusted", yes_or_no(untrusted) + yes_or_no(trusted_python));
  add(postgres, inputs);
  inputs.add("locale", locale.value_or(""));
  inputs.add("jobs", std::to_string(jobs));
  inputs.add("from", from);
  inputs.add("since", since);
  if (new_revisions) add(*new_revisions, inputs);
  inputs.add("timeout", std::to_string(time_limit.count()));
  inputs.add("probe", yes_or_no(probe));
  add(rows, inputs);
  inputs.add_folder(fixtures);
  inputs.add("schema-only", schema_only ? std::string(report::to_string(*schema_only)) : "off");
  inputs.add_folder(data_scripts);
  inputs.add("require rows", yes_or_no(require_rows));
  inputs.add("whole snapshots", yes_or_no(whole_snapshots));
  inputs.add("chain", chain.string());
  // Of pgstair.toml alone: placeholders, allowances, expected_rows, lookup_rows, version_table,
  // listen. Unseen: see below. Not of the verdict: cache_megabytes, fail_on, places of options.
}

/// What decides elsewhere.
void add_unseen(const verify::Options& options, Inputs& inputs) {
  if (options.commands) inputs.add_unseen("commands of another runner decide");
  if (!options.server_url.empty()) inputs.add_unseen("a server that was given decides");
  if (!options.model_database.empty()) inputs.add_unseen("the model is a live database");
  if (!options.model_command.empty()) inputs.add_unseen("a command makes the model");
  if (options.keep) inputs.add_unseen("the server is to be left running");
  if (!options.write_baseline.empty()) inputs.add_unseen("a baseline is to be written");
}

/// The one that verify::verify() starts.
server::Installation installation_for(const verify::Options& options) {
  if (!verify::has_model(options) || !verify::is_read_as_it_is(options))
    return server::choose_installation(options.postgres);
  const auto model = verify::read_as_it_is(options);
  return server::choose_installation(
      server::prefer_version(options.postgres, model.server_version));
}

/// The chain's files; of an Alembic project those of its program.
void add_chain(const verify::Options& options, Inputs& inputs) {
  if (verify::is_alembic(options)) {
    const auto project = verify::alembic_project(options);
    inputs.add("configuration", {project.config.string(), project.section});
    return add_python_project(places_of(project), inputs);
  }
  inputs.add_folder(options.chain);
  // Folders above the chain's have a say in this one.
  const bool is_named = !options.format.empty();
  inputs.add("detected", is_named ? options.format : chain::detect(options.chain).name);
}

}  // namespace

Inputs what_decides(const verify::Options& options) {
  Inputs inputs;
  add_unseen(options, inputs);
  if (inputs.unseen()) return inputs;
  add_this_program(inputs);
  add_options(options, inputs);
  add_chain(options, inputs);
  add_server(installation_for(options), inputs);
  return inputs;
}

std::vector<std::filesystem::path> texts_of(const verify::Options& options) {
  Inputs inputs;
  add_options(options, inputs);
  if (!verify::is_alembic(options)) inputs.add_folder(options.chain);
  return inputs.files();
}

}  // namespace pgstair::prefix
