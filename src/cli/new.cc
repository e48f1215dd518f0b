// SPDX-License-Identifier: MIT
#include <fmt/chrono.h>

#include <ctime>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "author/new_revision.h"
#include "chain/read.h"
#include "cli/command.h"
#include "cli/console_style.h"
#include "cli/logging.h"
#include "cli/printable_stream.h"
#include "cli/server_flags.h"
#include "report/render/render.h"
#include "support/errors.h"
#include "support/file.h"
#include "support/output.h"
#include "verify/new_revision.h"
#include "verify/options.h"
#include "verify/verify.h"

namespace pgstair::cli {

namespace {

struct NewFlags {
  std::string path = ".";
  std::string message;
  std::vector<std::string> parents;
  ServerFlags server;
  int verbosity = 0;
};

/// The native chain in `folder`, which may still be without a revision.
chain::Chain read_native(const std::filesystem::path& folder, const std::string& format) {
  if (!std::filesystem::is_directory(folder))
    throw UsageError(folder.string() + " is not a folder");
  const bool has_files =
      std::filesystem::directory_iterator(folder) != std::filesystem::directory_iterator();
  const chain::Format& reader = !format.empty() ? chain::format_named(format)
                                : has_files     ? chain::detect(folder)
                                                : chain::format_named("native");
  if (reader.name != "native") {
    throw UsageError(folder.string() + " holds a chain of the format " + std::string(reader.name) +
                     "; pgstair writes native revisions only, its own tool writes these");
  }
  auto read = reader.read(folder, {});
  return chain::Chain::build(std::move(read.revisions), read.faults);
}

/// The project's own tool writes the revision; what it could not know is for a person to look at.
ExitCode run_alembic(const verify::Options& options, const NewFlags& flags) {
  if (!flags.parents.empty()) {
    throw UsageError("--parent is for native chains; Alembic's own merge joins its heads");
  }
  const auto revision = verify::new_alembic_revision(options, flags.message);
  if (!revision) {
    std::cout << "Nothing to write: env.py wanted no revision.\n";
    return ExitCode::success;
  }
  std::cout << revision->file << "\n";
  for (const auto& point : revision->points) std::cout << "  [ ] " << point << '\n';
  std::cout << '\n';
  write_output("",
               report::render_console(revision->result, console_style(flags.verbosity > 0, false)));
  return report::fails(revision->result, options.fail_on) ? ExitCode::findings : ExitCode::success;
}

ExitCode run_new(const NewFlags& flags) {
  const PrintableStream printable_output(std::cout);
  set_up_logging(flags.verbosity);
  verify::Options options = verify::read_configuration(flags.path);
  apply(flags.server, options);
  if (verify::is_alembic(options)) return run_alembic(options, flags);
  const auto revision =
      author::new_revision(read_native(options.chain, options.format), flags.message, flags.parents,
                           fmt::format("{:%Y%m%d%H%M%S}", fmt::gmtime(std::time(nullptr))));
  const auto file = options.chain / revision.file_name;
  if (std::filesystem::exists(file)) throw UsageError(file.string() + " is there already");
  write_file(file, revision.text);
  std::cout << file.string() << '\n';
  return ExitCode::success;
}

}  // namespace

void add_new(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("new", "Write a new revision of a native chain or of an Alembic project");
  const auto flags = std::make_shared<NewFlags>();
  command->add_option("path", flags->path, "The folder with the migrations, or with pgstair.toml")
      ->type_name("FOLDER")
      ->capture_default_str();
  command->add_option("-m,--message", flags->message, "What the revision does; names the file")
      ->required();
  command
      ->add_option("--parent", flags->parents,
                   "The revision before it; several to merge; default: the only head")
      ->type_name("REVISION");
  add_server_flags(*command, flags->server);
  command->add_flag("-v,--verbose", flags->verbosity,
                    "Every statement of an Alembic revision's walk, and tracebacks");
  command->callback([flags, &chosen] { chosen = [flags] { return run_new(*flags); }; });
}

}  // namespace pgstair::cli
