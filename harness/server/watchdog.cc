// SPDX-License-Identifier: MIT
#include "server/watchdog.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "server/reaper.h"
#include "support/errors.h"

// The watchdog is forked, not executed, so that pgstair stays one file. Until the server has ended
// it makes system calls only, since another thread may have held any lock at the time of the fork.
// The removal of the directory does allocate memory: glibc keeps malloc usable in a forked child.

namespace pgstair::server {

namespace {

constexpr char let_go_byte = 'k';

/// Postgres kills its own children if they do not heed SIGQUIT within five seconds; then it is our
/// turn.
constexpr int milliseconds_to_quit = 6000;

void note_child(int) {}  // only so that a child's end interrupts ppoll()

/// Shuts every descriptor but two and the log, so that the watchdog holds no other server's line
/// open and no pipe that somebody waits to see closed.
void close_all_but(int line, int lock, int log) {
  ::dup2(log, STDOUT_FILENO);
  ::dup2(log, STDERR_FILENO);
  const int low = line < lock ? line : lock;
  const int high = line < lock ? lock : line;
  ::close_range(3, static_cast<unsigned>(low) - 1, 0);
  if (high > low + 1) {
    ::close_range(static_cast<unsigned>(low) + 1, static_cast<unsigned>(high) - 1, 0);
  }
  ::close_range(static_cast<unsigned>(high) + 1, ~0u, 0);
}

void set_handler(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  ::sigaction(signal, &action, nullptr);
}

[[noreturn]] void become_server(const PreparedCommand& server) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGCHLD}) {
    set_handler(signal, SIG_DFL);
  }
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  server.execute();
  const char* reason = ::strerrordesc_np(errno);
  constexpr char what[] = "cannot run postgres: ";
  [[maybe_unused]] ssize_t written = ::write(STDERR_FILENO, what, sizeof what - 1);
  written = ::write(STDERR_FILENO, reason, std::strlen(reason));
  ::_exit(127);
}

/// Waits for word from pgstair: true to stop the server, false to let it go.
bool await_the_end(int line, pid_t& server) {
  sigset_t none;
  ::sigemptyset(&none);
  bool stop = true;
  for (;;) {
    if (server > 0 && ::waitpid(server, nullptr, WNOHANG) == server) {
      server = -1;
      ::shutdown(line, SHUT_WR);
    }
    pollfd word{line, POLLIN, 0};
    if (::ppoll(&word, 1, nullptr, &none) <= 0) continue;
    char byte = 0;
    const ssize_t count = ::read(line, &byte, 1);
    if (count == 1 && byte == let_go_byte) stop = false;
    if (count == 0 || (count < 0 && errno != EINTR)) return stop;
  }
}

void stop_server(pid_t server) {
  ::kill(server, SIGQUIT);  // "immediate shutdown"
  for (int waited = 0; waited < milliseconds_to_quit; ++waited) {
    if (::waitpid(server, nullptr, WNOHANG) != 0) return;
    constexpr timespec millisecond{0, 1'000'000};
    ::nanosleep(&millisecond, nullptr);
  }
  ::kill(server, SIGKILL);
  ::waitpid(server, nullptr, 0);
}

[[noreturn]] void watch(const PreparedCommand& command, const std::filesystem::path& run,
                        int line) {
  sigset_t child_ended;
  ::sigemptyset(&child_ended);
  ::sigaddset(&child_ended, SIGCHLD);
  ::sigprocmask(SIG_BLOCK, &child_ended, nullptr);
  set_handler(SIGCHLD, note_child);
  pid_t server = ::fork();
  if (server == 0) become_server(command);
  if (server < 0) ::shutdown(line, SHUT_WR);
  if (await_the_end(line, server)) {
    if (server > 0) stop_server(server);
    reap(run);
  }
  ::_exit(0);
}

}  // namespace

Watchdog::Watchdog(const Command& server, const RunDirectory& run)
    : run_(run.path), kept_marker_(run.kept_marker()) {
  const PreparedCommand command(server);
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    throw EnvironmentError(std::string("cannot make a socket pair: ") + std::strerror(errno));
  }
  line_ = UniqueFd(ends[0]);
  const UniqueFd far_end(ends[1]);
  const UniqueFd log(::open(run.log().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  const UniqueFd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  if (!log) {
    throw EnvironmentError("cannot write " + run.log().string() + ": " + std::strerror(errno));
  }
  pid_ = ::fork();
  if (pid_ < 0) {
    throw EnvironmentError(std::string("cannot start a process: ") + std::strerror(errno));
  }
  if (pid_ == 0) {
    ::setsid();
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE})
      set_handler(signal, SIG_IGN);
    ::dup2(null.get(), STDIN_FILENO);
    close_all_but(far_end.get(), run.lock.descriptor(), log.get());
    watch(command, run_, far_end.get());
  }
  run.removal->cancel();
}

Watchdog::~Watchdog() {
  line_.reset();
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  const bool was_killed = !WIFEXITED(status);
  if (was_killed && !let_go_) reap(run_);
}

bool Watchdog::has_lost_server(std::chrono::milliseconds patience) const {
  pollfd hangup{line_.get(), POLLIN, 0};
  return ::poll(&hangup, 1, static_cast<int>(patience.count())) > 0;
}

/// Scripts may write to the directory: what they have put in the marker's place is not followed. A
/// server without its marker is the next run's to reap.
void Watchdog::let_go() {
  ::unlink(kept_marker_.c_str());
  const UniqueFd marker(
      ::open(kept_marker_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  let_go_ = ::send(line_.get(), &let_go_byte, 1, MSG_NOSIGNAL) == 1;
}

}  // namespace pgstair::server
