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

/// And which tables' statistics this role may not see: they are those of the columns that it may
/// read.
void tell_of_unreadable(postgres::Session& session) {
  const auto rows = session.execute(
      "SELECT c.oid::regclass::text FROM pg_catalog.pg_class c "
      "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
      "WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' "
      "AND NOT pg_catalog.has_any_column_privilege(c.oid, 'SELECT') ORDER BY 1");
  if (rows.size() == 0) return;
  std::vector<std::string> tables;
  for (std::size_t row = 0; row < rows.size(); ++row) tables.push_back(rows.text(row, 0));
  std::cerr << "pgstair: how the columns of " << counted(tables.size(), "table")
            << " are spread is not known, as the role may not SELECT from: " << join(tables, ", ")
            << "\n  Grant it (pg_read_all_data has it).\n";
}

ExitCode run_profile(const ProfileFlags& flags) {
  postgres::Session session(flags.url);
  session.execute("BEGIN READ ONLY; SET LOCAL statement_timeout = '60s'");
  const seed::Profile profile = seed::read_profile(session, flags.request);
  tell_of_unreadable(session);
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
