// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <optional>

#include "alembic/project.h"
#include "chain/read.h"
#include "init/found_chain.h"
#include "init/other_runners.h"
#include "init/project_folders.h"
#include "init/referred_schemas.h"
#include "support/contains.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::init {

namespace {

namespace fs = std::filesystem;

/// Folders whose names say that what is in them is for another server.
constexpr std::array<std::string_view, 17> other_servers{
    "mysql",     "mysql2",     "mariadb",   "sqlite",      "sqlite3", "mssql",
    "sqlserver", "oracle",     "cockroach", "cockroachdb", "h2",      "tidb",
    "cassandra", "clickhouse", "snowflake", "db2",         "spanner"};

/// Folders whose names say that what is in them is no chain that is deployed.
constexpr std::array<std::string_view, 20> not_deployed{
    "seed",     "seeds",   "test",    "tests", "testdata", "__tests__", "fixtures",
    "examples", "example", "samples", "stub",  "stubs",    "mock",      "mocks",
    "docs",     "doc",     "spec",    "e2e",   "bench",    "benchmarks"};

/// Why a chain in the folder is none to verify, by the names on the way to it from `root`.
std::string why_left_out(const fs::path& folder, const fs::path& root) {
  for (const auto& part : folder.lexically_relative(root)) {
    const std::string name = lower(part.string());
    if (contains(other_servers, name)) return "it is for another server, by its name: " + name;
    if (contains(not_deployed, name))
      return "it is deployed nowhere, by its folder's name: " + part.string();
  }
  return {};
}

/// Numbered SQL files may be anything: queries, a container's first steps. As a chain counts what
/// says so by the name of a folder, or is more than two.
bool is_plain_chain(const ProjectFolder& folder, std::size_t count) {
  constexpr std::size_t enough_files = 3;
  if (folder.path.filename().string().find("initdb") != std::string::npos) return false;
  return count >= enough_files || folder.path.string().find("migrat") != std::string::npos;
}

std::string reason_of(const chain::Format& format, std::size_t count) {
  const bool is_one = count == 1;
  return std::to_string(count) +
         (is_one ? " of its files looks like " : " of its files look like ") +
         std::string(format.looks_like);
}

void read_found(FoundChain& chain) try {
  const auto read = chain::read_folder(chain.folder, chain.format, {});
  chain.revisions = read.revisions.size();
  for (const auto& fault : read.faults) {
    if (fault.code == "unknown-placeholder")
      chain.placeholders.push_back(fault.message + " (" + to_string(fault.location) + ")");
  }
  chain.schemas = referred_schemas(read.revisions);
} catch (const UsageError& error) {  // of another server's files, say
  chain.unreadable = error.what();
}

std::optional<FoundChain> chain_of_files(const ProjectFolder& folder) {
  const auto formats = chain::recognised_formats(folder.path);
  if (formats.empty()) return std::nullopt;
  const auto count = [&](const chain::Format* format) { return format->recognise(folder.path); };
  const auto* format = *std::ranges::max_element(formats, {}, count);
  if (format->name == "plain" && !is_plain_chain(folder, count(format))) return std::nullopt;
  FoundChain chain;
  chain.folder = folder.path;
  chain.home = folder.path;
  chain.format = format->name;
  chain.reason = reason_of(*format, count(format));
  for (const auto* other : formats) {
    if (other != format)
      chain.reason +=
          ", and " + reason_of(*other, count(other)) + " (" + std::string(other->name) + ")";
  }
  read_found(chain);
  return chain;
}

std::optional<FoundChain> alembic_chain(const ProjectFolder& folder) {
  const auto config = alembic::find_configuration(folder.path);
  if (!config) return std::nullopt;
  FoundChain chain;
  chain.folder = folder.path;
  chain.home = folder.path;
  chain.format = "alembic";
  chain.config = config->lexically_normal();
  chain.reason = "its configuration is " + config->filename().string();
  return chain;
}

/// Whether the chain's revisions are the folders in its folder, or lie in them.
bool has_its_folders(const FoundChain& chain) {
  const auto* format = chain::find_format(chain.format);
  return format != nullptr && format->has_folders;
}

bool is_in_one_of(const fs::path& folder, const std::vector<fs::path>& taken) {
  return std::ranges::any_of(taken, [&](const fs::path& above) {
    const auto below = folder.lexically_relative(above);
    return !below.empty() && *below.begin() != ".." && below != ".";
  });
}

/// A folder whose only part of a chain lies in one folder below: that one has the chain.
bool lies_deeper(const FoundChain& chain, const ProjectFolder& folder) {
  if (!has_its_folders(chain) || folder.has_files_like(".sql")) return false;
  return std::ranges::count_if(folder.folders, [&](const std::string& name) {
           const auto formats = chain::recognised_formats(folder.path / name);
           return formats.size() == 1 && formats.front()->name == chain.format;
         }) == 1;
}

}  // namespace

std::vector<FoundChain> find_chains(const fs::path& root) {
  std::vector<FoundChain> found;
  std::vector<fs::path> taken;  // their folders are no chains of their own
  for (const auto& folder : project_folders(root)) {
    if (is_in_one_of(folder.path, taken)) continue;
    const auto add = [&](std::optional<FoundChain> chain) {
      if (!chain) return;
      chain->left_out = why_left_out(folder.path, root);
      found.push_back(std::move(*chain));
    };
    add(alembic_chain(folder));
    add(runners_chain(folder));
    auto of_files = chain_of_files(folder);
    if (!of_files || lies_deeper(*of_files, folder)) continue;
    if (has_its_folders(*of_files)) taken.push_back(folder.path);
    add(std::move(of_files));
  }
  return found;
}

}  // namespace pgstair::init
