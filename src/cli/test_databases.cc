// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/verify_flags.h"
#include "support/errors.h"
#include "test_databases/service.h"

namespace pgstair::cli {

namespace {

verify::Options read_flags(std::vector<std::string> flags) {
  CLI::App app;
  VerifyFlags read;
  add_verify_flags(app, read);
  std::ranges::reverse(flags);  // as CLI11 takes them
  try {
    app.parse(std::move(flags));
  } catch (const CLI::ParseError& error) {
    throw UsageError(error.what());
  }
  return options_of(read);
}

/// Descriptors of the test program that it did not mean for us, or somebody would wait for them to
/// be closed.
void close_what_was_inherited() { ::close_range(STDERR_FILENO + 1, ~0U, 0); }

ExitCode serve_test_program() {
  close_what_was_inherited();
  const char* server_url = std::getenv("PGSTAIR_TEST_SERVER");
  test_databases::Channel channel(STDIN_FILENO, STDOUT_FILENO);
  test_databases::serve(channel, read_flags, server_url == nullptr ? "" : server_url);
  return ExitCode::success;
}

}  // namespace

void add_test_databases(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("test-databases",
                                         "Databases for the tests of pgstair_test.h, by messages");
  command->group("");  // for programs, not for people
  command->callback([&chosen] { chosen = serve_test_program; });
}

}  // namespace pgstair::cli
