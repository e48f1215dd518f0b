// SPDX-License-Identifier: MIT
#include "support/process.h"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "support/at_process_end.h"
#include "support/errors.h"
#include "support/text.h"
#include "support/unique_fd.h"

extern char** environ;

namespace pgstair {

namespace {

struct Pipe {
  UniqueFd read_end;
  UniqueFd write_end;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw EnvironmentError(std::string("cannot make a pipe: ") + std::strerror(errno));
  }
  return {UniqueFd(ends[0]), UniqueFd(ends[1])};
}

bool is_one_of(std::string_view variable, const std::vector<std::string>& patterns) {
  const std::string_view name = variable.substr(0, variable.find('='));
  return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view pattern) {
    if (!pattern.ends_with('*')) return name == pattern;
    return name.starts_with(pattern.substr(0, pattern.size() - 1));
  });
}

std::vector<std::string> environment_of(const Command& command) {
  std::vector<std::string> hidden = command.unset;
  for (const auto& variable : command.set) hidden.push_back(variable.substr(0, variable.find('=')));
  std::vector<std::string> environment;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const bool may_pass = command.pass_only.empty() || is_one_of(*variable, command.pass_only);
    if (may_pass && !is_one_of(*variable, hidden)) environment.emplace_back(*variable);
  }
  environment.insert(environment.end(), command.set.begin(), command.set.end());
  return environment;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (auto& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

/// In the child: becomes the program, or reports errno through the pipe.
[[noreturn]] void become(const PreparedCommand& program, const Pipe& failure) {
  program.execute();
  const int reason = errno;
  [[maybe_unused]] const auto written = ::write(failure.write_end.get(), &reason, sizeof reason);
  ::_exit(127);
}

/// Moves what is ready from `fd` into `text`; closes it at its end.
void drain(UniqueFd& fd, std::string& text) {
  std::array<char, 65536> buffer;
  const ssize_t count = ::read(fd.get(), buffer.data(), buffer.size());
  if (count > 0) text.append(buffer.data(), static_cast<std::size_t>(count));
  if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)) fd.reset();
}

/// Sends what the pipe takes of `rest`; closes it when all is sent or nobody reads.
void feed(UniqueFd& fd, std::string_view& rest) {
  const ssize_t count = ::write(fd.get(), rest.data(), rest.size());
  if (count > 0) rest.remove_prefix(static_cast<std::size_t>(count));
  if (rest.empty() || (count < 0 && errno != EINTR && errno != EAGAIN)) fd.reset();
}

using Clock = std::chrono::steady_clock;
using Deadline = std::optional<Clock::time_point>;

/// For poll(): how long there still is; for ever without a deadline.
int milliseconds_to(const Deadline& deadline) {
  if (!deadline) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - Clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 1'000'000));
}

/// Feeds and drains the three streams together, so that no full pipe can stall the child. At the
/// deadline it stops, for somebody may hold the streams who survives the child.
void converse(UniqueFd in, UniqueFd out, UniqueFd err, std::string_view input,
              const Deadline& deadline, ProcessResult& result) {
  if (input.empty()) in.reset();
  if (in) ::fcntl(in.get(), F_SETFL, O_NONBLOCK);
  while (in || out || err) {
    result.timed_out = deadline && Clock::now() >= *deadline;
    if (result.timed_out) return;
    std::array<pollfd, 3> fds{pollfd{out.get(), POLLIN, 0}, pollfd{err.get(), POLLIN, 0},
                              pollfd{in.get(), POLLOUT, 0}};
    if (::poll(fds.data(), fds.size(), milliseconds_to(deadline)) < 0) continue;  // interrupted
    if (fds[0].revents != 0) drain(out, result.out);
    if (fds[1].revents != 0) drain(err, result.err);
    if (fds[2].revents != 0) feed(in, input);
  }
}

void wait_for(pid_t child, ProcessResult& result) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  result.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + result.signal;
}

/// A signal that this process does not act on while this exists; a child takes restore() first.
class IgnoredSignal {
 public:
  explicit IgnoredSignal(int signal) : signal_(signal) {
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(signal_, &ignore, &before_);
  }
  ~IgnoredSignal() { restore(); }
  IgnoredSignal(const IgnoredSignal&) = delete;
  IgnoredSignal& operator=(const IgnoredSignal&) = delete;

  void restore() const { ::sigaction(signal_, &before_, nullptr); }

 private:
  int signal_;
  struct sigaction before_ {};
};

EnvironmentError cannot_run(const Command& command, int reason) {
  std::string message = "cannot run " + command.arguments.front();
  if (command.account) message += " as user " + command.account->name;
  return EnvironmentError(message + ": " + std::strerror(reason));
}

/// Of a child that has ended: whether become() reported that the program never ran.
void throw_if_not_started(const Command& command, Pipe& failure) {
  failure.write_end.reset();
  int reason = 0;
  if (::read(failure.read_end.get(), &reason, sizeof reason) == sizeof reason) {
    throw cannot_run(command, reason);
  }
}

}  // namespace

std::optional<std::filesystem::path> find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) return name;
  const char* path = std::getenv("PATH");
  for (const auto& folder : split(path == nullptr ? "/usr/bin:/bin" : path, ':')) {
    const std::filesystem::path candidate = std::filesystem::path(folder) / name;
    if (::access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return std::nullopt;
}

PreparedCommand::PreparedCommand(const Command& command)
    : arguments_(command.arguments),
      environment_(environment_of(command)),
      directory_(command.directory.string()),
      account_(command.account) {
  ensure(!arguments_.empty(), "a command needs a program");
  const auto program = find_program(arguments_.front());
  if (!program)
    throw EnvironmentError("cannot find the program " + arguments_.front() + " in PATH");
  program_ = program->string();
  argv_ = pointers(arguments_);
  envp_ = pointers(environment_);
}

void PreparedCommand::execute() const {
  if (account_) {
    if (::setgroups(1, &account_->gid) != 0) return;
    if (::setgid(account_->gid) != 0 || ::setuid(account_->uid) != 0) return;
  }
  if (!directory_.empty() && ::chdir(directory_.c_str()) != 0) return;
  ::execve(program_.c_str(), argv_.data(), envp_.data());
}

ProcessResult run(const Command& command) {
  const PreparedCommand program(command);
  // A write to a child that has gone must be an error, not the end of this process.
  const IgnoredSignal no_sigpipe(SIGPIPE);
  Pipe in = make_pipe();
  Pipe out = make_pipe();
  Pipe err = make_pipe();
  Pipe failure = make_pipe();
  const pid_t child = ::fork();
  if (child < 0) throw cannot_run(command, errno);
  if (child == 0) {
    no_sigpipe.restore();
    if (command.limit) ::setpgid(0, 0);
    ::dup2(in.read_end.get(), STDIN_FILENO);
    ::dup2(out.write_end.get(), STDOUT_FILENO);
    ::dup2(err.write_end.get(), STDERR_FILENO);
    become(program, failure);
  }
  in.read_end.reset();
  out.write_end.reset();
  err.write_end.reset();

  ProcessResult result;
  Deadline deadline;
  std::optional<AtProcessEnd> killing;
  if (command.limit) {
    ::setpgid(child, child);  // the child does the same: whoever comes first
    killing.emplace([child] { ::kill(-child, SIGKILL); });
    deadline = Clock::now() + *command.limit;
  }
  converse(std::move(in.write_end), std::move(out.read_end), std::move(err.read_end), command.input,
           deadline, result);
  if (result.timed_out) ::kill(-child, SIGKILL);
  wait_for(child, result);
  if (killing) killing->cancel();
  throw_if_not_started(command, failure);
  return result;
}

ProcessResult run_in_foreground(const Command& command) {
  const PreparedCommand program(command);
  // Ctrl-C at a terminal reaches both; what it means is for the program to say (psql cancels).
  const IgnoredSignal no_interrupt(SIGINT);
  const IgnoredSignal no_quit(SIGQUIT);
  Pipe failure = make_pipe();
  const pid_t child = ::fork();
  if (child < 0) throw cannot_run(command, errno);
  if (child == 0) {
    no_interrupt.restore();
    no_quit.restore();
    become(program, failure);
  }
  ProcessResult result;
  wait_for(child, result);
  throw_if_not_started(command, failure);
  return result;
}

std::string shell_quoted(const std::string& argument) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,@%+";
  if (!argument.empty() && argument.find_first_not_of(plain) == std::string::npos) return argument;
  return "'" + replace_all(argument, "'", "'\\''") + "'";
}

}  // namespace pgstair
