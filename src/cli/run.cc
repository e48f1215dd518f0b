// SPDX-License-Identifier: MIT
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "server/disposable_server.h"
#include "support/errors.h"
#include "support/process.h"
#include "walk/database_environment.h"

namespace pgstair::cli {

namespace {

/// Runs the program with our own standard streams and returns its exit code, as a shell counts it.
int run_in_foreground(const std::vector<std::string>& arguments,
                      const postgres::ScratchDatabase& database) {
  pgstair::Command command;
  command.arguments = arguments;
  command.unset = {"PG*", "DATABASE_URL"};
  command.set = walk::database_environment(database);
  const PreparedCommand prepared(command);
  const pid_t child = ::fork();
  if (child < 0) throw EnvironmentError("cannot start a process");
  if (child == 0) {
    prepared.execute();
    ::_exit(127);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

void add_run(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("run", "Run a program on a disposable Postgres: pgstair run -- psql");
  const auto arguments = std::make_shared<std::vector<std::string>>();
  const auto major = std::make_shared<int>(0);
  command->add_option("--pg", *major, "Major version; default: the newest found")
      ->check(CLI::Range(13, 99));
  command
      ->add_option("command", *arguments,
                   "The program and its arguments, with DATABASE_URL and PG* set")
      ->required();
  command->positionals_at_end();
  command->callback([arguments, major, &chosen] {
    chosen = [arguments, major] {
      server::InstallationChoice choice;
      if (*major != 0) choice.major = *major;
      server::DisposableServer server({server::choose_installation(choice), false, std::nullopt});
      const auto database = server.create();
      return static_cast<ExitCode>(run_in_foreground(*arguments, *database));
    };
  });
}

}  // namespace pgstair::cli
