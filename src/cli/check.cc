// SPDX-License-Identifier: MIT
#include "static_check/check.h"

#include <memory>

#include "cli/command.h"
#include "cli/logging.h"
#include "cli/report_flags.h"
#include "cli/verify_flags.h"

namespace pgstair::cli {

namespace {

struct CheckFlags {
  VerifyFlags chain;
  static_check::ReleaseOptions release;
  ReportFlags report;
};

ExitCode run_check(const CheckFlags& flags) {
  set_up_logging(/*verbosity=*/0);
  const static_check::Options options{options_of(flags.chain), flags.release};
  const report::Result result = static_check::check(options);
  print(result, flags.report);
  return report::fails(result, options.chain.fail_on) ? ExitCode::findings : ExitCode::success;
}

}  // namespace

void add_check(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "check", "Everything about a chain's files that needs no server, in milliseconds");
  const auto flags = std::make_shared<CheckFlags>();
  add_chain_flags(*command, flags->chain);
  auto* base_ref = command->add_option(
      "--base-ref", flags->release.base_ref,
      "What is released: a branch, tag or commit of git; default: origin/HEAD, origin/main, "
      "origin/master");
  base_ref->type_name("REF");
  auto* released = command
                       ->add_option("--released", flags->release.released,
                                    "A folder with the released files instead")
                       ->type_name("FOLDER")
                       ->excludes(base_ref);
  command->add_flag("--no-base-ref", flags->release.off, "Do not ask what is released")
      ->excludes(base_ref)
      ->excludes(released);
  add_report_flags(*command, flags->report);
  command->callback([flags, &chosen] { chosen = [flags] { return run_check(*flags); }; });
}

}  // namespace pgstair::cli
