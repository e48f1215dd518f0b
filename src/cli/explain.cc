// SPDX-License-Identifier: MIT
#include "explain/explain.h"

#include <memory>

#include "chain/read.h"
#include "cli/command.h"
#include "cli/console_style.h"
#include "cli/server_flags.h"
#include "postgres/session.h"
#include "report/render/explanation.h"
#include "server/installation.h"
#include "support/output.h"
#include "support/text.h"
#include "verify/run_servers.h"

namespace pgstair::cli {

namespace {

struct ExplainFlags {
  std::string path = ".";
  std::string chain_format;
  ServerFlags server;
  explain::ExplainOptions explain;
  unsigned timeout_seconds = 30;
  std::string format = "console";
  std::string output;
};

report::Explanation look(const ExplainFlags& flags) {
  verify::Options options = verify::read_configuration(flags.path);
  apply(flags.server, options);
  if (!flags.chain_format.empty()) options.format = flags.chain_format;
  explain::ExplainOptions explain = flags.explain;
  explain.timeout = std::chrono::seconds(flags.timeout_seconds);
  options.postgres = server::prefer_version(options.postgres,
                                            postgres::Session(explain.url).server_version_text());
  return verify::on_socket_or_tcp(options, [&](const verify::Options& with_address) {
    const verify::RunServers servers = verify::start_servers(with_address, 1);
    return explain::run(with_address, explain, servers.first());
  });
}

ExitCode run_explain(const ExplainFlags& flags) {
  const report::Explanation told = look(flags);
  const std::string text = flags.format == "json"
                               ? report::render_explanation_json(told)
                               : report::render_explanation(told, console_style(false, false));
  write_output(flags.output, text);
  return told.is_healthy ? ExitCode::success : ExitCode::findings;
}

}  // namespace

void add_explain(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "explain", "Tell where a database stands after a failed deployment, and how to go on");
  const auto flags = std::make_shared<ExplainFlags>();
  command->add_option("path", flags->path, "The folder with the migrations, or with pgstair.toml")
      ->type_name("FOLDER")
      ->capture_default_str();
  command
      ->add_option("--url", flags->explain.url,
                   "The database or a replica, only read: postgresql://… or host=… dbname=…")
      ->type_name("URL")
      ->required();
  command
      ->add_option("--chain-format", flags->chain_format,
                   "Whose files they are; default: what the files look like")
      ->type_name("{" + join(chain::format_names(), ",") + ",alembic}");
  add_server_flags(*command, flags->server);
  command->add_option("--timeout", flags->timeout_seconds, "Seconds for each query")
      ->capture_default_str()
      ->check(CLI::Range(1, 86'400));
  command->add_option("--format", flags->format, "console or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"console", "json"}));
  command->add_option("-o,--output", flags->output, "Write the report to this file")
      ->type_name("FILE");
  command->callback([flags, &chosen] { chosen = [flags] { return run_explain(*flags); }; });
}

}  // namespace pgstair::cli
