// SPDX-License-Identifier: MIT
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/console_style.h"
#include "cli/logging.h"
#include "cli/printable_stream.h"
#include "cli/report_flags.h"
#include "cli/verify_flags.h"
#include "squash/check.h"
#include "squash/old_chain.h"
#include "squash/write/write.h"
#include "support/text.h"

namespace pgstair::cli {

namespace {

struct SquashFlags {
  VerifyFlags verify;
  bool check = false;
  std::string against;
  std::vector<std::string> deployed;
  squash::WriteOptions write;
  std::string archive;
  ReportFlags report;
};

ExitCode check_squash(const SquashFlags& flags) {
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

std::string range_of(const squash::Written& written) {
  return counted(written.revisions, "revision") + ", " + written.first + " to " + written.last;
}

/// What only people can do, or have to know.
void print_what_is_left(const squash::Written& written, std::ostream& out) {
  if (!written.not_checked_from.empty())
    out << "not checked: " << written.not_checked_from
        << " and what comes after it, which pgstair cannot run\n";
  if (!written.statement_for_databases.empty())
    out << "\nBefore the new files are deployed, once in each database (" << written.why_statement
        << "; this raises if only a part of the range is applied):\n\n"
        << written.statement_for_databases;
}

void print_dry_run(const squash::Written& written, std::ostream& out) {
  for (const auto& file : written.files)
    out << "would write " << file.path.lexically_normal().string() << ":\n\n" << file.text << '\n';
  for (const auto& file : written.removed)
    out << "would remove " << file.lexically_normal().string() << '\n';
  print_what_is_left(written, out);
}

void print_written(const squash::Written& written, const std::filesystem::path& archive,
                   std::ostream& out) {
  for (const auto& file : written.files) out << file.path.lexically_normal().string() << '\n';
  out << "stands for " << range_of(written);
  if (written.removed.empty())
    out << "; their files stay, for databases that have applied some of them";
  else if (archive.empty())
    out << "; their files are removed, and git has them";
  else
    out << "; their files are in " << archive.string();
  out << '\n';
  print_what_is_left(written, out);
}

ExitCode write_squash(const SquashFlags& flags) {
  squash::WriteOptions options = flags.write;
  options.chain = options_of(flags.verify);
  options.archive = flags.archive;
  const squash::Written written = squash::write(options);
  print(written.check, flags.report);
  // A report for programs has the standard output for itself.
  const bool is_for_people = flags.report.format == "console" || !flags.report.output.empty();
  std::ostream& out = is_for_people ? std::cout : std::cerr;
  const PrintableStream printable_output(std::cout);
  for (const auto& what : written.not_written) out << "cannot be written: " << what << '\n';
  if (options.dry_run) {
    print_dry_run(written, out);
  } else if (written.in_place) {
    print_written(written, options.archive, out);
  }
  if (!written.is_right)
    out << "nothing is changed: the squash of " << range_of(written)
        << " is not right, as said above" << (options.dry_run ? "\n" : "; --dry-run shows it\n");
  return written.is_right ? ExitCode::success : ExitCode::findings;
}

ExitCode run_squash(const SquashFlags& flags) {
  set_up_logging(/*verbosity=*/0);
  return flags.check ? check_squash(flags) : write_squash(flags);
}

void add_write_flags(CLI::App& command, SquashFlags& flags) {
  auto& write = flags.write;
  std::vector<CLI::Option*> options{
      command.add_option("--upto", write.upto, "The last revision that the squash stands for")
          ->type_name("REVISION")
          ->capture_default_str(),
      command.add_option("-m,--message", write.title, "Names the squash")->capture_default_str(),
      command.add_flag("--with-downgrade", write.with_downgrade,
                       "Write a downgrade, which drops everything; for development"),
      command
          .add_option("--archive", flags.archive, "Keep the old files there; default: git has them")
          ->type_name("FOLDER"),
      command.add_flag("--fresh", write.fresh,
                       "Nothing is deployed: a first revision, whose identity is new"),
      command.add_flag("--dry-run", write.dry_run, "Print it, and touch nothing")};
  for (CLI::Option* option : options) option->excludes("--check");
  command.get_option("--fresh")->excludes("--upto");
}

}  // namespace

void add_squash(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "squash", "Write one revision that stands for many; or check that one does (--check)");
  const auto flags = std::make_shared<SquashFlags>();
  add_verify_flags(*command, flags->verify);
  CLI::Option* check =
      command->add_flag("--check", flags->check, "Compare a squash with the chain it stands for");
  CLI::Option* against = command->add_option(
      "--against", flags->against,
      "The old chain: a folder, or a commit, branch or tag of git (origin/main)");
  check->needs(against);
  against->needs(check);
  command
      ->add_option(
          "--url", flags->deployed,
          "A database in use, to be asked where it stands; or an SQL file that makes it, a "
          "dump with its version table. May be given several times")
      ->type_name("URL|FILE")
      ->expected(1)
      ->take_all()
      ->needs(check);
  add_write_flags(*command, *flags);
  add_report_flags(*command, flags->report);
  command->callback([flags, &chosen] { chosen = [flags] { return run_squash(*flags); }; });
}

}  // namespace pgstair::cli
