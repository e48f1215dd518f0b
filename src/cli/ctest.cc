// SPDX-License-Identifier: MIT
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/logging.h"
#include "cli/own_files.h"
#include "cli/verify_flags.h"
#include "named_tests/cmake_script.h"
#include "named_tests/results_file.h"
#include "named_tests/stored_walk.h"
#include "report/render/render.h"
#include "support/output.h"
#include "support/text.h"

/// What the CMake function pgstair_add_chain() calls; see docs/ctest.md.
namespace pgstair::cli {

namespace {

/// What both commands are told.
struct CtestFlags {
  VerifyFlags verify;
  std::string each = "revision";
  std::string results;  ///< the folder that results_file.h describes
  std::string run;      ///< made up anew by every start of ctest
};

struct ListFlags : CtestFlags {
  std::string prefix;
  std::vector<std::string> labels;
};

void add_common_flags(CLI::App& command, CtestFlags& flags) {
  add_verify_flags(command, flags.verify);
  command.add_option("--tests", flags.each, "What is a test: chain, revision or check")
      ->check(CLI::IsMember({"chain", "revision", "check"}));
  command.add_option("--results", flags.results, "The folder where a walk leaves its results")
      ->type_name("FOLDER")
      ->required();
  command.add_option("--run", flags.run, "An id of this run of ctest")->required();
}

ExitCode list(const ListFlags& flags) {
  const verify::Options options = options_of(flags.verify);
  const auto tests = named_tests::tests_of(options, named_tests::each_named(flags.each));
  const auto results = std::filesystem::absolute(flags.results) / ("run-" + flags.run);
  write_output("",
               named_tests::cmake_script(tests, {flags.prefix, flags.prefix + "walk", find_reader(),
                                                 results.string(), flags.labels}));
  return ExitCode::success;
}

/// The flags as one text: what was asked for is a part of what the results are results of.
std::string text_of(const CLI::App& command) {
  std::string text;
  for (const auto* option : command.get_options()) {
    if (option->empty() || option->check_name("--run")) continue;
    text += option->get_name() + "=" + join(option->results(), " ") + "\n";
  }
  return text;
}

/// Succeeds whenever there is a result for each test, whatever it says: ctest runs no test whose
/// fixture failed.
ExitCode walk(const CtestFlags& flags, const std::string& given) {
  set_up_logging(/*verbosity=*/0);
  const auto stored = named_tests::walk_unless_unchanged(
      options_of(flags.verify), {given}, named_tests::each_named(flags.each), flags.results);
  std::filesystem::create_directories(flags.results);
  named_tests::write_results_of_run(flags.results, flags.run, stored.results);
  if (stored.walk) {
    std::cout << report::render_console(*stored.walk,
                                        {.colour = false, .verbose = false, .quiet = true});
  } else {
    std::cout << "Nothing has changed since the last walk: its results stand.\n";
  }
  std::cout << std::flush;
  return ExitCode::success;
}

}  // namespace

void add_ctest(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "ctest", "A chain's checks as tests of ctest: what CMake's pgstair_add_chain() calls");
  command->require_subcommand(1);

  CLI::App* lister = command->add_subcommand(
      "list", "Print the tests as CMake commands; runs nothing, starts nothing");
  const auto list_flags = std::make_shared<ListFlags>();
  add_common_flags(*lister, *list_flags);
  lister->add_option("--prefix", list_flags->prefix, "What each test's name begins with");
  lister->add_option("--label", list_flags->labels, "A label of each test");
  lister->callback([list_flags, &chosen] { chosen = [list_flags] { return list(*list_flags); }; });

  CLI::App* walker = command->add_subcommand(
      "walk", "Walk the chain, unless nothing has changed, and leave the tests' results");
  const auto walk_flags = std::make_shared<CtestFlags>();
  add_common_flags(*walker, *walk_flags);
  walker->callback([walk_flags, walker, &chosen] {
    chosen = [walk_flags, given = text_of(*walker)] { return walk(*walk_flags, given); };
  });
}

}  // namespace pgstair::cli
