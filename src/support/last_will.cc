// SPDX-License-Identifier: MIT
#include "support/last_will.h"

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

constexpr char revoking_byte = 'r';

/// Waits with nothing open but its line, so that nobody waits for what this process holds.
[[noreturn]] void execute(int line, const std::function<void()>& deed) {
  ::setsid();
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) ::signal(signal, SIG_IGN);
  if (line > 0) ::close_range(0, static_cast<unsigned>(line) - 1, 0);
  ::close_range(static_cast<unsigned>(line) + 1, ~0u, 0);
  char byte = 0;
  ssize_t count = -1;
  do {
    count = ::read(line, &byte, 1);
  } while (count < 0 && errno == EINTR);
  if (count == 0) deed();
  ::_exit(0);
}

}  // namespace

LastWill::LastWill(const std::function<void()>& deed) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw EnvironmentError(std::string("cannot make a socket pair: ") + std::strerror(errno));
  line_ = UniqueFd(ends[0]);
  const UniqueFd far_end(ends[1]);
  executor_ = ::fork();
  if (executor_ < 0)
    throw EnvironmentError(std::string("cannot start a process: ") + std::strerror(errno));
  if (executor_ == 0) execute(far_end.get(), deed);
}

LastWill::~LastWill() {
  line_.reset();
  int status = 0;
  while (::waitpid(executor_, &status, 0) < 0 && errno == EINTR) {
  }
}

void LastWill::revoke() { ::send(line_.get(), &revoking_byte, 1, MSG_NOSIGNAL); }

}  // namespace pgstair
