// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// Child processes: started without a shell, with every argument passed as it is.
namespace pgstair {

/// A user of this machine, as whom a child may run.
struct Account {
  std::string name;
  uid_t uid = 0;
  gid_t gid = 0;
};

/// A program to run and the circumstances it is to run in.
struct Command {
  std::vector<std::string> arguments =
      {};  ///< the program, searched for in PATH if it has no slash, …
  std::filesystem::path directory = {};  ///< to run in; empty for the current one
  /// The only environment variables that it is to have of ours, if there are any; as in `unset`.
  std::vector<std::string> pass_only = {};
  std::vector<std::string> unset = {};  ///< environment variables to hide; "PG*" hides all with PG
  std::vector<std::string> set = {};    ///< "NAME=value" to add
  std::optional<Account> account = {};  ///< whom to run as (only root can)
  std::string input = {};               ///< what run() sends to its standard input
  /// How long run() lets it run: then it is killed, with whatever it has started. It is a process
  /// group of its own then.
  std::optional<std::chrono::seconds> limit = {};
};

/// How a child ended. `signal` is 0 unless one killed it, and then `exit_code` is 128 + signal.
struct ProcessResult {
  int exit_code = 0;
  int signal = 0;
  bool timed_out = false;  ///< it was killed for its limit
  std::string out;
  std::string err;

  bool succeeded() const { return exit_code == 0; }
};

/// Runs a command to its end. A failing exit code is a result, not an exception.
/// Throws EnvironmentError if the program cannot be started, naming it and the reason.
[[nodiscard]] ProcessResult run(const Command& command);

/// The same on this process's own standard streams, as a shell would: `out` and `err` of the result
/// are empty, and Ctrl-C is the program's. Ignores `command.input`.
[[nodiscard]] ProcessResult run_in_foreground(const Command& command);

/// Everything that exec() needs, laid out beforehand: between fork() and exec() in a program with
/// threads nothing may allocate memory or take a lock.
class PreparedCommand {
 public:
  /// Throws EnvironmentError if the program is not to be found.
  explicit PreparedCommand(const Command& command);
  PreparedCommand(const PreparedCommand&) = delete;
  PreparedCommand& operator=(const PreparedCommand&) = delete;

  /// Becomes the program. Returns only on failure, with errno set. Makes system calls only.
  void execute() const;

 private:
  std::string program_;
  std::vector<std::string> arguments_;
  std::vector<std::string> environment_;
  std::vector<char*> argv_;
  std::vector<char*> envp_;
  std::string directory_;
  std::optional<Account> account_;
};

/// The program as a path: itself if it has a slash, else the first match in PATH.
std::optional<std::filesystem::path> find_program(const std::string& name);

/// One argument as a POSIX shell would have to read it to get it back.
std::string shell_quoted(const std::string& argument);

}  // namespace pgstair
