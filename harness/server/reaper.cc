// SPDX-License-Identifier: MIT
#include "server/reaper.h"

#include <signal.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "server/account.h"
#include "server/file_lock.h"
#include "server/run_directory.h"
#include "support/contains.h"
#include "support/process.h"
#include "support/text.h"

namespace pgstair::server {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// A directory without a lock is either being made right now or was left half made.
constexpr auto birth_time = 60s;

/// The processes of the server on a data directory: postmaster and backends, each a `postgres`
/// whose working directory it is. No process id out of a file is trusted.
std::vector<pid_t> processes_in(const fs::path& data) {
  std::vector<pid_t> processes;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    const std::string name = entry.path().filename().string();
    pid_t pid = 0;
    const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), pid);
    if (fault != std::errc{} || end != name.data() + name.size()) continue;
    if (fs::read_symlink(entry.path() / "cwd", error) != data || error) continue;
    const fs::path program = fs::read_symlink(entry.path() / "exe", error);
    if (program.filename().string().starts_with("postgres")) processes.push_back(pid);
  }
  return processes;
}

/// Those whose parent is not among them.
std::vector<pid_t> leaders_of(const std::vector<pid_t>& processes) {
  std::vector<pid_t> leaders;
  for (const pid_t pid : processes) {
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    std::string word;
    pid_t parent = 0;
    while (status >> word && word != "PPid:") {
    }
    status >> parent;
    if (!contains(processes, parent)) leaders.push_back(pid);
  }
  return leaders;
}

/// A backend that is being forked may appear after the first look, so looks until none is left.
void kill_processes_in(const fs::path& data) {
  constexpr int attempts = 2000;  // a killed process may take a while to give its memory back
  for (int attempt = 0; attempt < attempts; ++attempt) {
    const auto processes = processes_in(data);
    if (processes.empty()) return;
    for (const pid_t pid : processes) ::kill(pid, SIGKILL);
    std::this_thread::sleep_for(1ms);
  }
}

/// Where the directory's processes have their working directory. What leads to the directory may be
/// a link; `data` itself is none of ours if it is one, and leads to somebody else's server.
fs::path data_in(const fs::path& run_directory) {
  std::error_code ignored;
  return fs::weakly_canonical(run_directory, ignored) / "data";
}

/// Frees the System V segment by which a postmaster guards its data directory: the seventh line of
/// postmaster.pid is its key and id. A segment that anybody is attached to is left alone, and one
/// of another user: scripts can write to that file.
void remove_shared_memory(const fs::path& data) {
  struct stat owner {};
  if (::lstat(data.c_str(), &owner) != 0 || !S_ISDIR(owner.st_mode)) return;
  std::ifstream file(data / "postmaster.pid");
  std::string line;
  for (int number = 1; number < 7 && std::getline(file, line); ++number) {
  }
  unsigned long key = 0;
  int id = 0;
  struct shmid_ds segment {};
  if (!(file >> key >> id) || ::shmctl(id, IPC_STAT, &segment) != 0) return;
  if (static_cast<unsigned long>(static_cast<unsigned int>(segment.shm_perm.__key)) != key) return;
  if (segment.shm_nattch == 0 && segment.shm_perm.uid == owner.st_uid)
    ::shmctl(id, IPC_RMID, nullptr);
}

/// Whether a directory is one of ours: not a link, closed to others, owned by us or our server's
/// user.
bool is_ours(const fs::path& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) return false;
  if ((status.st_mode & 077) != 0) return false;
  if (status.st_uid == ::geteuid()) return true;
  const auto account = server_account();
  return account && status.st_uid == account->uid;
}

bool is_older_than_birth(const fs::path& path) {
  std::error_code error;
  const auto changed = fs::last_write_time(path, error);
  return !error && fs::file_time_type::clock::now() - changed > birth_time;
}

/// A run that is over, with its directory's lock if there is one.
struct OverRun {
  LeftRun left;
  std::optional<FileLock> lock;
};

/// Nothing if the directory is none of ours or its run is alive.
std::optional<OverRun> over_run_in(const fs::path& path) {
  if (!is_ours(path)) return std::nullopt;
  if (!fs::exists(path / "lock")) {
    if (!is_older_than_birth(path)) return std::nullopt;
    return OverRun{{path, false}, std::nullopt};
  }
  auto lock = FileLock::try_exclusive(path / "lock");
  if (!lock) return std::nullopt;
  const bool kept = fs::exists(path / "kept") && !processes_in(data_in(path)).empty();
  return OverRun{{path, kept}, std::move(lock)};
}

/// Calls `visit` with each run directory that over_run_in() knows.
template <typename Visit>
void for_each_over_run(const Visit& visit) {
  for (const auto& place : run_directory_places()) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(place, error)) {
      if (!entry.path().filename().string().starts_with(run_directory_prefix())) continue;
      if (const auto over = over_run_in(entry.path())) visit(over->left);
    }
  }
}

}  // namespace

void reap(const fs::path& run_directory) noexcept try {
  std::error_code ignored;
  const fs::path data = data_in(run_directory);
  kill_processes_in(data);
  remove_shared_memory(data);
  fs::remove_all(run_directory, ignored);
} catch (const std::exception&) {
  // The next run tries again.
}

/// The postmaster ends its backends. They have all its folder, so the first of them is looked for;
/// should a script have started a `postgres` there, that is killed as well.
std::string stop_command(const fs::path& run_directory) {
  const fs::path data = data_in(run_directory);
  std::string command;
  for (const pid_t pid : leaders_of(processes_in(data))) {
    const std::string process = std::to_string(pid);
    command += "[ \"$(readlink /proc/" + process + "/cwd)\" = " + shell_quoted(data.string()) +
               " ] && kill -QUIT " + process + "; ";
  }
  return command + "rm -rf " + shell_quoted(run_directory.string());
}

void reap_dead_runs() noexcept try {
  for_each_over_run([](const LeftRun& left) {
    if (!left.kept) reap(left.path);
  });
} catch (const std::exception&) {
  // A place that cannot be read has nothing that could be removed.
}

std::vector<LeftRun> find_left_runs() {
  std::vector<LeftRun> found;
  for_each_over_run([&found](const LeftRun& left) { found.push_back(left); });
  return found;
}

}  // namespace pgstair::server
