// SPDX-License-Identifier: MIT
#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "server/disposable_server.h"
#include "support/errors.h"
#include "support/process.h"
#include "walk/database_environment.h"

namespace pgstair::cli {

void add_run(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("run", "Run a program on a disposable Postgres: pgstair run -- psql");
  const auto arguments = std::make_shared<std::vector<std::string>>();
  const auto major = std::make_shared<int>(0);
  command->add_option("--pg", *major, "Major version; default: the newest found")
      ->check(CLI::Range(server::oldest_major, 99));
  command
      ->add_option("command", *arguments,
                   "The program and its arguments, with DATABASE_URL and PG* set")
      ->type_name("PROGRAM")
      ->required();
  command->positionals_at_end();
  command->callback([arguments, major, &chosen] {
    chosen = [arguments, major] {
      server::InstallationChoice choice;
      if (*major != 0) choice.major = *major;
      server::DisposableServer server({server::choose_installation(choice), false, std::nullopt});
      const auto database = server.create();
      pgstair::Command program;
      program.arguments = *arguments;
      program.unset = {"PG*", "DATABASE_URL"};
      program.set = walk::database_environment(*database);
      return static_cast<ExitCode>(run_in_foreground(program).exit_code);
    };
  });
}

}  // namespace pgstair::cli
