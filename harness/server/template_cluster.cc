// SPDX-License-Identifier: MIT
#include "server/template_cluster.h"

#include <spdlog/spdlog.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string_view>
#include <system_error>

#include "server/copy_tree.h"
#include "server/databases.h"
#include "server/reaper.h"
#include "server/settings.h"
#include "support/checksum.h"
#include "support/errors.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::server {

namespace {

namespace fs = std::filesystem;

std::string checksum_of(const std::string& text) {
  Checksum checksum;
  checksum.add(text);
  return checksum.text();
}

/// What an entry of the cache consists of; another number is another entry, so that an older
/// pgstair on the same machine does not find this one incomplete.
constexpr const char* layout = " layout 3";

/// Everything that a cached cluster depends on. The first line says what it is a cluster of, and
/// its layout; the rest says of which state.
std::string origin_of(const Installation& installation, const std::string& locale,
                      const std::optional<Account>& account) {
  const fs::path initdb = installation.bin / "initdb";
  struct stat status {};
  if (::stat(initdb.c_str(), &status) != 0) {
    throw EnvironmentError("cannot read " + initdb.string() + ": " + std::strerror(errno));
  }
  const uid_t owner = account ? account->uid : ::geteuid();
  return initdb.string() + " locale " + locale + " owner " + std::to_string(owner) + layout +
         "\nversion " + installation.version + "\nsize " + std::to_string(status.st_size) +
         "\nchanged " + std::to_string(status.st_mtim.tv_sec) + "." +
         std::to_string(status.st_mtim.tv_nsec) + "\n" + cluster_settings();
}

/// Makes the directory and its parents. They are ours: what stands in them is trusted by the next
/// run, root's among them, and a script can do what the server's user can.
void make_directories(const fs::path& directory, const std::optional<Account>& account) {
  std::error_code error;
  if (fs::is_directory(directory, error)) return;
  if (directory.has_parent_path()) make_directories(directory.parent_path(), account);
  if (::mkdir(directory.c_str(), account ? 0755 : 0700) != 0 && errno != EEXIST) {
    throw EnvironmentError(
        "cannot make the cache directory " + directory.string() + ": " + std::strerror(errno),
        "Name a directory that can be written to in PGSTAIR_CACHE.");
  }
}

void give(const fs::path& path, uid_t user, gid_t group) {
  if (::lchown(path.c_str(), user, group) != 0)
    throw EnvironmentError("cannot give " + path.string() +
                           " to another user: " + std::strerror(errno));
}

/// What initdb fills, which runs as the account.
void make_data_directory(const fs::path& data, const std::optional<Account>& account) {
  make_directories(data, account);
  fs::permissions(data, fs::perms::owner_all);
  if (account) give(data, account->uid, account->gid);
}

/// Makes a cluster of the account's ours; from the top, so that nobody else gets in any more.
void take_back(const fs::path& data) {
  give(data, ::geteuid(), ::getegid());
  for (const auto& entry : fs::recursive_directory_iterator(data))
    give(entry.path(), ::geteuid(), ::getegid());
}

std::string advice_on(const std::string& complaint, const std::string& locale) {
  if (complaint.find("invalid locale") != std::string::npos) {
    return "Locale " + locale +
           " is not on this machine; `locale -a` lists those that are. Ask for " +
           "one of them, or install it (Debian: apt-get install locales-all).";
  }
  if (complaint.find("No space left") != std::string::npos) {
    return "Free about 50 MB in " + cache_directory().string() +
           ", or name another directory in PGSTAIR_CACHE.";
  }
  return {};
}

EnvironmentError initdb_refused(const Command& command, const ProcessResult& result,
                                const std::string& locale) {
  std::vector<std::string> words;
  for (const auto& argument : command.arguments) words.push_back(shell_quoted(argument));
  const std::string said(trim(result.err));
  return EnvironmentError("initdb failed with exit code " + std::to_string(result.exit_code) +
                              ": " + said + "\nThe command was: " + join(words, " "),
                          advice_on(said, locale));
}

/// A database directory of 1 MB WAL segments is half the size of one with 16 MB, and so is its
/// copy.
void run_initdb(const Installation& installation, const fs::path& data, const std::string& locale,
                const std::optional<Account>& account) {
  Command command = server_program(installation, "initdb", account);
  for (std::string argument :
       {"--pgdata=" + data.string(), std::string("--no-sync"),
        std::string("--no-clean"),  // that is for reap(), which also frees shared memory
        std::string("--auth=trust"), std::string("--encoding=UTF8"), "--locale=" + locale,
        std::string("--lc-messages=C"), std::string("--username=postgres"),
        std::string("--wal-segsize=1")}) {
    command.arguments.push_back(std::move(argument));
  }
  const ProcessResult result = [&] {
    try {
      return run(command);
    } catch (const EnvironmentError& error) {
      throw EnvironmentError(error.what(), "The folder " + installation.bin.string() +
                                               " and those above it must be open to that user "
                                               "(chmod a+rx).");
    }
  }();
  if (!result.succeeded()) throw initdb_refused(command, result, locale);
  if (account) take_back(data);
  std::ofstream(data / "postgresql.conf", std::ios::app) << cluster_settings();
}

/// What an origin is one of a cluster of.
std::string_view subject_of(std::string_view origin) {
  return origin.substr(0, std::min(origin.find(" layout "), origin.find('\n')));
}

/// Removes what older states of the same binary left in the cache, unless somebody is copying it.
void remove_outdated(const fs::path& current) noexcept try {
  const std::string origin = read_file(current / "origin");
  for (const auto& entry : fs::directory_iterator(current.parent_path())) {
    std::error_code ignored;
    if (entry.path() == current || !fs::exists(entry.path() / "origin", ignored)) continue;
    const std::string other = read_file(entry.path() / "origin");
    if (other == origin || subject_of(other) != subject_of(origin)) continue;
    if (const auto lock = FileLock::try_exclusive(entry.path().string() + ".lock")) {
      fs::remove_all(entry.path(), ignored);
    }
  }
} catch (const std::exception&) {
  // Another run is removing them too; what is left costs room, nothing else.
}

/// Removes what builders of this entry left that were killed, with any process still at it.
void remove_drafts(const fs::path& entry) {
  const std::string prefix = entry.filename().string() + ".building-";
  std::vector<fs::path> drafts;
  for (const auto& other : fs::directory_iterator(entry.parent_path())) {
    if (other.path().filename().string().starts_with(prefix)) drafts.push_back(other.path());
  }
  for (const auto& draft : drafts) reap(draft);
}

std::string to_text(const TreeState& state) {
  return std::to_string(state.bytes) + " bytes\n" + state.checksum + "\n";
}

/// The bytes of the entry's cluster if it is as it was made; nothing if there is none, or if
/// somebody has cleaned the cache halfway, edited a file of it, lost blocks of its disk.
std::optional<std::uintmax_t> bytes_if_whole(const fs::path& entry) try {
  if (!fs::is_regular_file(entry / "state")) return std::nullopt;
  const TreeState state = state_of_tree(entry / "data");
  if (read_file(entry / "state") != to_text(state)) return std::nullopt;
  return state.bytes;
} catch (const std::exception& error) {
  spdlog::debug("the cached cluster in {} is made anew: {}", entry.string(), error.what());
  return std::nullopt;
}

/// Built beside its place and renamed, so that a half-made cluster is never taken for a whole one.
/// Requires: the caller holds the entry's lock exclusively.
void build(const fs::path& entry, const std::string& origin, const Installation& installation,
           const std::string& locale, const std::optional<Account>& account) {
  remove_drafts(entry);
  const fs::path draft = entry.string() + ".building-" + random_hex(8);
  make_directories(draft, account);
  try {
    make_data_directory(draft / "data", account);
    run_initdb(installation, draft / "data", locale, account);
    write_file(draft / "origin", origin);
    write_file(draft / "state", to_text(state_of_tree(draft / "data")));
    fs::remove_all(entry);
    fs::rename(draft, entry);
  } catch (const fs::filesystem_error& error) {
    reap(draft);
    throw EnvironmentError("the cached cluster in " + entry.string() +
                               " is damaged, and cannot be replaced: " + error.code().message(),
                           "Remove it, or name another directory in PGSTAIR_CACHE.");
  } catch (...) {
    reap(draft);
    throw;
  }
  remove_outdated(entry);
}

}  // namespace

fs::path cache_directory() {
  const auto variable = [](const char* name) -> std::optional<fs::path> {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') return std::nullopt;
    return value;
  };
  if (const auto cache = variable("PGSTAIR_CACHE")) return *cache;
  if (::geteuid() == 0) return "/var/cache/pgstair";
  if (const auto cache = variable("XDG_CACHE_HOME")) return *cache / "pgstair";
  if (const auto home = variable("HOME")) return *home / ".cache" / "pgstair";
  throw EnvironmentError("there is no cache directory: HOME is not set",
                         "Name a directory in PGSTAIR_CACHE.");
}

TemplateCluster template_cluster(const Installation& installation, const std::string& locale,
                                 const std::optional<Account>& account) {
  const std::string origin = origin_of(installation, locale, account);
  const fs::path clusters = fs::absolute(cache_directory()) / "clusters";
  const fs::path entry = clusters / (installation.version + "-" + checksum_of(origin));
  const fs::path lock = entry.string() + ".lock";
  make_directories(clusters, account);
  for (;;) {
    {
      FileLock in_use = FileLock::shared(lock);
      if (const auto bytes = bytes_if_whole(entry))
        return {entry / "data", *bytes, std::move(in_use)};
    }
    const FileLock building = FileLock::exclusive(lock);
    if (!bytes_if_whole(entry)) build(entry, origin, installation, locale, account);
  }
}

}  // namespace pgstair::server
