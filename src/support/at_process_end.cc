// SPDX-License-Identifier: MIT
#include "support/at_process_end.h"

#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "support/errors.h"

namespace pgstair {

namespace {

constexpr char cancelling_byte = 'c';

/// Waits with nothing open but its line, so that nobody waits for what this process holds.
[[noreturn]] void execute(int line, const std::function<void()>& action) {
  ::setsid();
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) ::signal(signal, SIG_IGN);
  if (line > 0) ::close_range(0, static_cast<unsigned>(line) - 1, 0);
  ::close_range(static_cast<unsigned>(line) + 1, ~0u, 0);
  char byte = 0;
  ssize_t count = -1;
  do {
    count = ::read(line, &byte, 1);
  } while (count < 0 && errno == EINTR);
  if (count == 0) action();
  ::_exit(0);
}

}  // namespace

AtProcessEnd::AtProcessEnd(const std::function<void()>& action) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw EnvironmentError(std::string("cannot make a socket pair: ") + std::strerror(errno));
  line_ = UniqueFd(ends[0]);
  const UniqueFd far_end(ends[1]);
  child_ = ::fork();
  if (child_ < 0)
    throw EnvironmentError(std::string("cannot start a process: ") + std::strerror(errno));
  if (child_ == 0) execute(far_end.get(), action);
}

AtProcessEnd::~AtProcessEnd() {
  line_.reset();
  int status = 0;
  while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
  }
}

void AtProcessEnd::cancel() { ::send(line_.get(), &cancelling_byte, 1, MSG_NOSIGNAL); }

}  // namespace pgstair
