// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "installation_under_test.h"
#include "server/disposable_server.h"
#include "server/installation.h"
#include "support/errors.h"
#include "support/temp_dir.h"

namespace pgstair::server {

/// An environment variable that has a value while this exists.
class ScopedVariable {
 public:
  ScopedVariable(std::string name, const std::string& value) : name_(std::move(name)) {
    if (const char* before = std::getenv(name_.c_str())) before_ = before;
    ::setenv(name_.c_str(), value.c_str(), 1);
  }
  ~ScopedVariable() {
    if (before_) {
      ::setenv(name_.c_str(), before_->c_str(), 1);
    } else {
      ::unsetenv(name_.c_str());
    }
  }
  ScopedVariable(const ScopedVariable&) = delete;
  ScopedVariable& operator=(const ScopedVariable&) = delete;

 private:
  std::string name_;
  std::optional<std::string> before_;
};

/// A directory that the server's user, too, may enter.
inline TempDir open_directory(const std::filesystem::path& parent = "/dev/shm") {
  TempDir directory("pgstair-test-", parent);
  std::filesystem::permissions(directory.path(), std::filesystem::perms{0755});
  return directory;
}

inline std::vector<std::filesystem::path> content(const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    paths.push_back(entry.path());
  }
  return paths;
}

/// Waits until something is so, for as long as a loaded machine may take.
inline bool eventually(const std::function<bool()>& is_so) {
  for (int attempt = 0; attempt < 3000; ++attempt) {
    if (is_so()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

inline bool is_alive(pid_t pid) { return std::filesystem::exists("/proc/" + std::to_string(pid)); }

inline pid_t postmaster_of(const std::filesystem::path& run_directory) {
  pid_t pid = 0;
  std::ifstream(run_directory / "data" / "postmaster.pid") >> pid;
  return pid;
}

/// A process that does something, says so, and then waits to be killed.
class Victim {
 public:
  explicit Victim(const std::function<void(const std::function<void()>& wait)>& work) {
    int ready[2];
    if (::pipe(ready) != 0) std::abort();
    pid_ = ::fork();
    if (pid_ == 0) {
      ::close(ready[0]);
      try {
        work([&] {
          if (::write(ready[1], "r", 1) != 1) ::_exit(3);
          for (;;) ::pause();
        });
      } catch (...) {
      }
      ::_exit(3);
    }
    ::close(ready[1]);
    char byte = 0;
    was_ready_ = ::read(ready[0], &byte, 1) == 1;
    ::close(ready[0]);
  }
  ~Victim() { kill(SIGKILL); }
  Victim(const Victim&) = delete;
  Victim& operator=(const Victim&) = delete;

  bool was_ready() const { return was_ready_; }
  void kill(int signal) {
    if (pid_ <= 0) return;
    ::kill(pid_, signal);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }

 private:
  pid_t pid_ = -1;
  bool was_ready_ = false;
};

/// What an EnvironmentError says, message and advice; fails the test if none is thrown.
inline std::string complaint(const std::function<void()>& work) {
  try {
    work();
  } catch (const EnvironmentError& error) {
    return std::string(error.what()) + "\n" + error.advice();
  }
  ADD_FAILURE() << "no EnvironmentError was thrown";
  return {};
}

/// Servers of such a test live in a place of its own, so that tests may run side by side.
class ServerTest : public testing::Test {
 protected:
  ServerOptions options() const { return {installation_under_test(), false, {}}; }
  std::filesystem::path place() const { return place_.path(); }
  std::filesystem::path only_run_directory() const {
    const auto found = content(place());
    return found.size() == 1 ? found.front() : std::filesystem::path();
  }

 private:
  TempDir place_ = open_directory();
  ScopedVariable run_dir_{"PGSTAIR_RUN_DIR", place_.path().string()};
};

}  // namespace pgstair::server
