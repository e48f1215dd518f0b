// SPDX-License-Identifier: MIT
#include "server/run_directory.h"

#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include "server/databases.h"
#include "server/reaper.h"
#include "support/errors.h"

namespace pgstair::server {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t digits_of_a_name = 12;
constexpr std::uintmax_t mebibyte = std::uintmax_t{1024} * 1024;

std::string in_mebibytes(std::uintmax_t bytes) { return std::to_string(bytes / mebibyte) + " MB"; }

/// What is wrong with a place, or nothing.
std::optional<std::string> objection(const fs::path& place, std::uintmax_t bytes) {
  std::error_code error;
  if (!fs::is_directory(place, error)) return "is no directory";
  const std::string socket =
      (place / (run_directory_prefix() + std::string(digits_of_a_name, 'X')) /
       ".s.PGSQL.65535.lock")
          .string();
  if (socket.size() > sizeof(sockaddr_un::sun_path) - 1) {
    return "its path is too long for a unix socket (" + std::to_string(socket.size()) + " of " +
           std::to_string(sizeof(sockaddr_un::sun_path) - 1) + " bytes)";
  }
  const fs::space_info space = fs::space(place, error);
  if (error) return error.message();
  if (space.available < bytes) {
    return "has " + in_mebibytes(space.available) + " free, of " + in_mebibytes(bytes) + " needed";
  }
  if (::access(place.c_str(), W_OK | X_OK) != 0) return std::strerror(errno);
  return std::nullopt;
}

/// Twelve digits: no two runs ever choose the same.
fs::path fresh_path(const fs::path& place) {
  return place / (run_directory_prefix() + random_hex(digits_of_a_name));
}

/// A new directory with its lock; nothing if a reaper took it in the moment before it was locked.
/// Its removal is seen to before it is made, for a signal may come at any moment.
std::optional<RunDirectory> try_make(const fs::path& place, const std::optional<Account>& account) {
  const fs::path path = fresh_path(place);
  auto removal = std::make_unique<AtProcessEnd>([&path] { reap(path); });
  if (::mkdir(path.c_str(), 0700) != 0) {
    const int reason = errno;
    removal->cancel();
    throw EnvironmentError("cannot make a directory " + path.string() + ": " +
                           std::strerror(reason));
  }
  RunDirectory run{path, FileLock::exclusive(path / "lock"), std::move(removal)};
  if (!run.lock.is_on(run.path / "lock")) return std::nullopt;
  if (account && ::chown(path.c_str(), account->uid, account->gid) != 0) {
    throw EnvironmentError("cannot give " + path.string() + " to user " + account->name + ": " +
                           std::strerror(errno));
  }
  return run;
}

}  // namespace

std::vector<fs::path> run_directory_places() {
  if (const char* place = std::getenv("PGSTAIR_RUN_DIR"); place != nullptr && *place != '\0') {
    return {place};
  }
  std::vector<fs::path> places{"/dev/shm"};
  if (const char* place = std::getenv("TMPDIR"); place != nullptr && *place != '\0') {
    places.emplace_back(place);
  }
  if (std::find(places.begin(), places.end(), "/tmp") == places.end()) places.emplace_back("/tmp");
  return places;
}

std::string run_directory_prefix() { return "pgstair-" + std::to_string(::geteuid()) + "-"; }

RunDirectory make_run_directory(std::uintmax_t bytes, const std::optional<Account>& account) {
  std::string objections;
  for (const auto& place : run_directory_places()) {
    if (const auto reason = objection(place, bytes)) {
      objections += "\n  " + place.string() + ": " + *reason;
      continue;
    }
    for (;;) {
      if (auto run = try_make(place, account)) return std::move(*run);
    }
  }
  throw EnvironmentError("there is no place for a disposable Postgres:" + objections,
                         "Free some space, or name a directory that has " + in_mebibytes(bytes) +
                             " free in PGSTAIR_RUN_DIR.");
}

}  // namespace pgstair::server
