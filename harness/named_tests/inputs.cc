// SPDX-License-Identifier: MIT
#include "named_tests/inputs.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "report/version.h"
#include "server/installation.h"
#include "support/checksum.h"
#include "support/file.h"
#include "verify/verify.h"

namespace pgstair::named_tests {

namespace {

namespace fs = std::filesystem;

/// Adds texts so that no two lists of them are the same: each with its length.
void add(Checksum& sum, const std::string& text) {
  sum.add(std::to_string(text.size()) + ":" + text);
}

/// A program by what changes when another is installed in its place.
void add_program(Checksum& sum, const fs::path& path) {
  add(sum, path.string());
  add(sum, std::to_string(fs::file_size(path)));
  add(sum, std::to_string(fs::last_write_time(path).time_since_epoch().count()));
}

/// Every file below the folder, by name; folders that are links, which may lead in circles, as they
/// are.
std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const bool is_linked_folder = entry.is_symlink() && entry.is_directory();
    if (entry.is_regular_file() || is_linked_folder) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

bool decided_elsewhere(const verify::Options& options) {
  return options.commands || verify::is_alembic(options) || !options.server_url.empty() ||
         !options.model_database.empty() || !options.model_command.empty() || options.keep;
}

/// What the options name, apart from the chain.
std::vector<fs::path> named_files(const verify::Options& options, const fs::path& folder) {
  std::vector<fs::path> files = options.model;
  std::ranges::copy(options.neighbours, std::back_inserter(files));
  std::ranges::copy(options.surroundings.init, std::back_inserter(files));
  if (fs::exists(folder / "pgstair.toml")) files.push_back(folder / "pgstair.toml");
  if (!options.fixtures.empty())
    std::ranges::copy(files_below(options.fixtures), std::back_inserter(files));
  return files;
}

}  // namespace

std::string inputs_of(const verify::Options& options, const Request& request) {
  if (decided_elsewhere(options)) return {};
  Checksum sum;
  add(sum, std::string(report::version) + " " + request.flags);
  add_program(sum, fs::read_symlink("/proc/self/exe"));
  const auto installation = server::choose_installation(options.postgres);
  add(sum, installation.version);
  add_program(sum, installation.bin / "postgres");
  std::vector<fs::path> files = named_files(options, request.folder);
  std::ranges::copy(files_below(options.chain), std::back_inserter(files));
  for (const auto& file : files) {
    if (fs::is_directory(file)) return {};
    const std::string text = read_file(file);
    if (text.find("+goose ENVSUB") != std::string::npos) return {};
    add(sum, file.string());
    add(sum, text);
  }
  return sum.text();
}

}  // namespace pgstair::named_tests
