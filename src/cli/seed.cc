// SPDX-License-Identifier: MIT
#include <chrono>
#include <iostream>
#include <memory>
#include <string>

#include "cli/console_style.h"
#include "cli/schema_source.h"
#include "postgres/connection_string.h"
#include "postgres/session.h"
#include "report/render/seed.h"
#include "seed/seed.h"
#include "source/chain_database.h"
#include "support/errors.h"
#include "verify/run_servers.h"
#include "walk/version_tables.h"

namespace pgstair::cli {

namespace {

struct SeedFlags {
  std::string url;
  std::string revision;
  SourceFlags source;
  std::uint64_t rows = 100;
  std::uint64_t seed = 1;
  std::string profile;
  bool nasty = false;
  bool keep = false;
};

seed::Options seed_options(const SeedFlags& flags) {
  seed::Options options;
  options.settings = {flags.seed, flags.rows,
                      flags.nasty ? seed::Style::edge_cases : seed::Style::plain};
  options.leave_alone = walk::why_left_alone;
  if (!flags.profile.empty()) {
    options.profile = std::make_shared<const seed::Profile>(
        seed::read_profile_file(flags.profile).scaled(flags.rows));
  }
  return options;
}

/// A replica, or a database that somebody has set to read only: they will have had a reason.
void refuse_if_read_only(postgres::Session& session) {
  const auto rows = session.execute(
      "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean");
  if (rows.text(0, 0) != "t") return;
  throw EnvironmentError(postgres::without_password(session.conninfo()) + " takes no writes",
                         "It is a replica, or default_transaction_read_only is set. Give the "
                         "address of a database that may be filled.");
}

/// Fills the database in one transaction; if anything ends it early, nothing has been added.
seed::Report fill(const std::string& conninfo, const SeedFlags& flags) {
  postgres::Session session(conninfo);
  refuse_if_read_only(session);
  session.execute("BEGIN");
  auto report = seed::fill(session, seed_options(flags));
  session.execute("COMMIT");
  return report;
}

ExitCode print(const std::string& title, const seed::Report& report,
               std::chrono::steady_clock::time_point started) {
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - started;
  std::cout << report::render_seed(title, report, taken.count(), console_style(false, false))
            << std::flush;
  return report::all_filled(report) ? ExitCode::success : ExitCode::findings;
}

ExitCode seed_url(const SeedFlags& flags) {
  const auto started = std::chrono::steady_clock::now();
  return print(postgres::without_password(flags.url), fill(flags.url, flags), started);
}

ExitCode seed_revision(const SeedFlags& flags) {
  auto options = options_of(flags.source);
  options.keep = flags.keep;
  if (options.keep && !options.server_url.empty()) {
    throw UsageError("--keep leaves a disposable server, and --server is another");
  }
  const verify::RunServers servers = verify::start_servers(options, 1);
  ExitCode code = ExitCode::success;
  verify::telling_of_kept(servers, options, [&] {
    source::ChainDatabase chain(servers.first(), options);
    const std::string id = chain.upgrade_to(flags.revision);
    const auto started = std::chrono::steady_clock::now();
    code = print("chain@" + id, fill(chain.database().conninfo(), flags), started);
    if (flags.keep) {
      const auto& server = *servers.disposable.front();
      std::cout << "\nThe server is left running:\n  "
                << server.psql_command(chain.database().name()) << "\n  " << server.stop_command()
                << "    # when you are done\n";
    }
  });
  return code;
}

ExitCode run_seed(const SeedFlags& flags) {
  if (flags.url.empty() == flags.revision.empty()) {
    throw UsageError(
        "say what to fill: pgstair seed postgresql://…, or pgstair seed --at REVISION");
  }
  if (!flags.url.empty() && flags.keep) {
    throw UsageError("--keep goes with --at: a database that was given is kept anyway");
  }
  return flags.url.empty() ? seed_revision(flags) : seed_url(flags);
}

}  // namespace

void add_seed(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("seed", "Fill every table with rows that the schema allows");
  const auto flags = std::make_shared<SeedFlags>();
  command->add_option("url", flags->url, "The database to fill: postgresql://… or host=… dbname=…")
      ->type_name("URL");
  command
      ->add_option("--at", flags->revision,
                   "Instead: the chain at this revision, on a disposable Postgres")
      ->type_name("REVISION");
  add_source_flags(*command, flags->source);
  command
      ->add_option("--profile", flags->profile,
                   "A file of pgstair profile: rows are spread as in that database; --rows is "
                   "what the largest table gets, the others in proportion")
      ->type_name("FILE");
  command->add_option("--rows", flags->rows, "Rows for each table")
      ->capture_default_str()
      ->check(CLI::Range(1, 100'000'000));
  command->add_option("--seed", flags->seed, "Another number gives other rows")
      ->capture_default_str();
  command->add_flag("--nasty", flags->nasty,
                    "Legal rows that applications forget: '', limits, quotes, infinity, NULL");
  command->add_flag("--keep", flags->keep,
                    "With --at: leave the server running and print the psql command");
  command->callback([flags, &chosen] { chosen = [flags] { return run_seed(*flags); }; });
}

}  // namespace pgstair::cli
