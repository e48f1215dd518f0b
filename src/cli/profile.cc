// SPDX-License-Identifier: MIT
#include <iostream>
#include <memory>
#include <string>

#include "cli/command.h"
#include "postgres/session.h"
#include "seed/profile/profile_reader.h"
#include "support/output.h"
#include "support/text.h"

namespace pgstair::cli {

namespace {

struct ProfileFlags {
  std::string url;
  std::string output;
  seed::ProfileRequest request;
};

/// Says on standard error which tables nothing is known of, so that nobody takes them for empty.
void tell_of_gaps(const seed::Profile& profile) {
  std::vector<std::string> unknown;
  for (const auto& table : profile.tables) {
    if (!table.rows) unknown.push_back(table.table);
  }
  if (unknown.empty()) return;
  std::cerr << "pgstair: nothing is known of " << counted(unknown.size(), "table")
            << ", never analysed: " << join(unknown, ", ") << "\n";
}

ExitCode run_profile(const ProfileFlags& flags) {
  postgres::Session session(flags.url);
  session.execute("BEGIN READ ONLY; SET LOCAL statement_timeout = '60s'");
  const seed::Profile profile = seed::read_profile(session, flags.request);
  session.execute("ROLLBACK");
  tell_of_gaps(profile);
  const std::string text = seed::to_text(profile);
  write_output(flags.output, text);
  return ExitCode::success;
}

}  // namespace

void add_profile(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "profile",
      "Write down how a database's rows are spread, for seed --profile; looks at no row");
  const auto flags = std::make_shared<ProfileFlags>();
  command->add_option("url", flags->url, "The database: postgresql://… or host=… dbname=…")
      ->type_name("URL")
      ->required();
  command->add_option("-o,--output", flags->output, "The file; default: standard output")
      ->type_name("FILE");
  command
      ->add_option("--values", flags->request.with_values,
                   "schema.table.column whose common values are written down as well; never of "
                   "free text or keys")
      ->type_name("COLUMN");
  command
      ->add_option("--fewest", flags->request.fewest_rows,
                   "Rows that must share a value for it to be written down")
      ->capture_default_str()
      ->check(CLI::Range(2, 1'000'000'000));
  command->callback([flags, &chosen] { chosen = [flags] { return run_profile(*flags); }; });
}

}  // namespace pgstair::cli
