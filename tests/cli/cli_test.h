// SPDX-License-Identifier: MIT
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <utility>
#include <vector>

#include "server/server_test.h"
#include "support/file.h"
#include "support/process.h"

namespace pgstair::cli {

using Arguments = std::vector<std::string>;

/// Runs the program as a user would, to its end.
inline ProcessResult pgstair(Arguments arguments, const std::filesystem::path& directory = {},
                             std::vector<std::string> environment = {}) {
  arguments.insert(arguments.begin(), PGSTAIR_BINARY);
  return run(
      {.arguments = std::move(arguments), .directory = directory, .set = std::move(environment)});
}

inline std::string scenario(const std::string& name) {
  return PGSTAIR_SOURCE_DIR "/scenarios/" + name;
}

/// The program while it runs. What it prints goes to a file, which end() reads.
class Running {
 public:
  Running(Arguments arguments, std::filesystem::path output) : output_(std::move(output)) {
    arguments.insert(arguments.begin(), PGSTAIR_BINARY);
    const PreparedCommand program({.arguments = std::move(arguments)});
    const int file = ::open(output_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(file, STDOUT_FILENO);
      ::dup2(file, STDERR_FILENO);
      program.execute();
      ::_exit(127);
    }
    ::close(file);
  }
  ~Running() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  void signal(int number) const { ::kill(pid_, number); }

  /// Waits for the end; standard output and standard error are both in `out`.
  ProcessResult end() {
    int status = 0;
    ::waitpid(std::exchange(pid_, -1), &status, 0);
    ProcessResult result;
    result.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + result.signal;
    result.out = read_file(output_);
    return result;
  }

 private:
  std::filesystem::path output_;
  pid_t pid_ = -1;
};

/// A test with a place of its own for the servers of its runs, and a folder for its files.
class CliTest : public server::ServerTest {
 protected:
  std::filesystem::path folder() const { return folder_.path(); }

  /// Writes a file below folder(), with the folders above it.
  std::filesystem::path write(const std::string& name, const std::string& content) const {
    const std::filesystem::path path = folder() / name;
    std::filesystem::create_directories(path.parent_path());
    write_file(path, content);
    return path;
  }

  bool nothing_is_left() const { return server::content(place()).empty(); }

 private:
  TempDir folder_ = server::open_directory(std::filesystem::temp_directory_path());
};

}  // namespace pgstair::cli
