// SPDX-License-Identifier: MIT
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/console_style.h"
#include "cli/logging.h"
#include "cli/report_flags.h"
#include "cli/verify_flags.h"
#include "squash/check.h"
#include "squash/old_chain.h"

namespace pgstair::cli {

namespace {

struct SquashFlags {
  VerifyFlags verify;
  bool check = false;
  std::string against;
  std::vector<std::string> deployed;
  ReportFlags report;
};

ExitCode run_squash(const SquashFlags& flags) {
  set_up_logging(/*verbose=*/false);
  const verify::Options new_chain = options_of(flags.verify);
  const squash::OldChain old_chain(flags.against, flags.verify.path, new_chain);
  const report::Result result = squash::check(
      {.old_chain = old_chain.options(),
       .new_chain = new_chain,
       .deployed = flags.deployed,
       .release_with = [&](const auto& revision) { return old_chain.release_with(revision); }});
  print(result, flags.report);
  return report::fails(result, new_chain.fail_on) ? ExitCode::findings : ExitCode::success;
}

}  // namespace

void add_squash(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "squash", "Is this squash the same chain, for new databases and for those in use?");
  const auto flags = std::make_shared<SquashFlags>();
  add_verify_flags(*command, flags->verify);
  command->add_flag("--check", flags->check, "Compare it with the chain that it stands for")
      ->required();
  command
      ->add_option("--against", flags->against,
                   "The old chain: a folder, or a commit, branch or tag of git (origin/main)")
      ->required();
  command
      ->add_option(
          "--url", flags->deployed,
          "A database in use, to be asked where it stands; or an SQL file that makes it, a "
          "dump with its version table. May be given several times")
      ->type_name("URL|FILE")
      ->expected(1)
      ->take_all();
  add_report_flags(*command, flags->report);
  command->callback([flags, &chosen] { chosen = [flags] { return run_squash(*flags); }; });
}

}  // namespace pgstair::cli
