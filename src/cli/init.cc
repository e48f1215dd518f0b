// SPDX-License-Identifier: MIT
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "chain/read.h"
#include "cli/command.h"
#include "init/found_chain.h"
#include "init/plan.h"
#include "init/project_folders.h"
#include "support/errors.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::cli {

namespace {

namespace fs = std::filesystem;

struct InitFlags {
  std::string path = ".";
  bool print = false;
};

/// As "./db" and "db/" would be written by hand.
fs::path tidy(const std::string& path) {
  auto folder = fs::path(path).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

std::string kind_of(const init::FoundChain& chain) {
  if (!chain.runner.name.empty()) return chain.runner.name;
  return chain.format == "native" ? "dbmate" : chain.format;
}

void tell(const init::FoundChain& chain) {
  std::cout << "  " << chain.folder.string() << ": " << kind_of(chain);
  if (chain.revisions > 0) std::cout << ", " << counted(chain.revisions, "revision");
  std::cout << "\n    " << chain.reason << '\n';
  if (!chain.left_out.empty()) std::cout << "    left out: " << chain.left_out << '\n';
  for (const auto line : lines(chain.unreadable)) std::cout << "    " << trim(line) << '\n';
}

[[noreturn]] void refuse(const fs::path& root, bool found_some) {
  if (found_some)
    throw UsageError(
        "nothing is written: all that was found is left out. Name the folder itself that is meant: "
        "pgstair init FOLDER",
        {root.string()});
  std::string looks;
  for (const auto& format : chain::formats())
    looks += "\n  " + std::string(format.name) + ": " + std::string(format.looks_like);
  throw UsageError(
      "no migrations were found here, nor in the folders below.\nWhat pgstair reads:" + looks +
          "\n  alembic: alembic.ini, or pyproject.toml with [tool.alembic]\n"
          "Any other tool can be driven by its commands: [commands] in pgstair.toml "
          "(docs/configuration.md).",
      {root.string()});
}

void tell_next(const std::vector<init::PlannedFile>& files, const init::CiSnippet& snippet) {
  std::cout << "\nNext:\n";
  for (const auto& file : files) {
    const auto folder = file.path.parent_path();
    std::cout << "  pgstair verify" << (folder.empty() ? "" : " " + folder.string()) << '\n';
  }
  if (!snippet.text.empty()) std::cout << "\nIn CI (" << snippet.file << "):\n\n" << snippet.text;
}

ExitCode write_settings(const InitFlags& flags) {
  const fs::path root = tidy(flags.path);
  if (!fs::is_directory(root)) throw UsageError("is not a folder", {root.string()});
  const auto chains = init::find_chains(root);
  const auto files = init::planned_files(root, chains, init::project_folders(root));
  if (flags.print) {
    for (const auto& file : files)
      std::cout << "# " << file.path.string() << "\n" << file.text << '\n';
    if (files.empty()) refuse(root, !chains.empty());
    return ExitCode::success;
  }
  if (!chains.empty()) std::cout << "Found:\n";
  for (const auto& chain : chains) tell(chain);
  if (files.empty()) refuse(root, !chains.empty());
  std::cout << '\n';
  std::size_t written = 0;
  for (const auto& file : files) {
    const bool is_there = fs::exists(file.path);
    if (!is_there) write_file(file.path, file.text);
    written += is_there ? 0 : 1;
    std::cout << (is_there ? "Left as it is: " : "Written: ") << file.path.string() << '\n';
  }
  if (written == 0)
    throw UsageError(
        "nothing is written, for there is a pgstair.toml already; --print shows what "
        "it would be",
        {files.front().path.string()});
  tell_next(files, init::ci_snippet(root, files));
  return ExitCode::success;
}

}  // namespace

void add_init(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "init", "Find the migration chains of a project, and write a pgstair.toml for each");
  const auto flags = std::make_shared<InitFlags>();
  command->add_option("path", flags->path, "The project's folder")
      ->type_name("FOLDER")
      ->capture_default_str();
  command->add_flag("--print", flags->print, "Print what would be written, and write nothing");
  command->callback([flags, &chosen] { chosen = [flags] { return write_settings(*flags); }; });
}

}  // namespace pgstair::cli
