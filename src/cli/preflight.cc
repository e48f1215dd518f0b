// SPDX-License-Identifier: MIT
#include "preflight/preflight.h"

#include <memory>
#include <optional>

#include "cli/console_style.h"
#include "cli/schema_source.h"
#include "postgres/session.h"
#include "report/render/preflight.h"
#include "server/installation.h"
#include "support/output.h"
#include "verify/run_servers.h"

namespace pgstair::cli {

namespace {

constexpr std::uint64_t usual_rows = 20;  // for each table of a rehearsal

struct PreflightFlags {
  SourceFlags source;
  preflight::PreflightOptions preflight;
  unsigned timeout_seconds = 30;
  std::optional<std::uint64_t> rows;
  std::string format = "console";
  std::string output;
};

report::Preflight look(const PreflightFlags& flags) {
  auto options = options_of(flags.source);
  if (flags.rows) options.rows.rows = *flags.rows;
  if (options.rows.rows == 0) options.rows.rows = usual_rows;
  auto preflight = flags.preflight;
  preflight.timeout = std::chrono::seconds(flags.timeout_seconds);
  options.postgres = server::prefer_version(options.postgres,
                                            postgres::Session(preflight.url).server_version_text());
  const verify::RunServers servers = verify::start_servers(options, 1);
  return preflight::run(options, preflight, servers.first());
}

ExitCode run_preflight(const PreflightFlags& flags) {
  const report::Preflight result = look(flags);
  const std::string text = flags.format == "json"
                               ? report::render_preflight_json(result)
                               : report::render_preflight(result, console_style(false, false));
  write_output(flags.output, text);
  return report::is_clear(result) ? ExitCode::success : ExitCode::findings;
}

}  // namespace

void add_preflight(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "preflight", "Ask a real database, reading only, for rows that pending revisions refuse");
  const auto flags = std::make_shared<PreflightFlags>();
  command
      ->add_option("url", flags->preflight.url,
                   "The database or a replica: postgresql://… or host=… dbname=…")
      ->type_name("URL")
      ->required();
  command
      ->add_option("--from", flags->preflight.from,
                   "The revision it is at; default: what its version table says")
      ->type_name("REVISION");
  add_source_flags(*command, flags->source);
  command->add_option("--rows", flags->rows, "Rows for each table of the rehearsal; default: 20")
      ->check(CLI::Range(1, 1'000'000));
  command->add_option("--timeout", flags->timeout_seconds, "Seconds for each query")
      ->capture_default_str()
      ->check(CLI::Range(1, 86'400));
  command->add_option("--limit", flags->preflight.most_rows, "Where counting is broken off")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000'000));
  command
      ->add_option("--keys", flags->preflight.keys, "Keys that are shown of rows that would fail")
      ->capture_default_str()
      ->check(CLI::Range(0, 1000));
  command->add_option("--format", flags->format, "console or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"console", "json"}));
  command->add_option("-o,--output", flags->output, "Write the report to this file")
      ->type_name("FILE");
  command->callback([flags, &chosen] { chosen = [flags] { return run_preflight(*flags); }; });
}

}  // namespace pgstair::cli
