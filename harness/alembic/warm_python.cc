// SPDX-License-Identifier: MIT
#include "alembic/warm_python.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "alembic/python_start.h"

// A forked worker must be a child of this process, which waits for it. So it is forked twice: the
// process in between ends at once, and the kernel gives its child to the nearest ancestor that
// takes orphans (a "subreaper").

namespace pgstair::alembic {

namespace {

/// Sends a message along with two open files.
bool send_with_files(int socket, std::string text, std::array<int, 2> files) {
  iovec content{text.data(), text.size()};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof files)> control{};
  msghdr message{};
  message.msg_iov = &content;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  cmsghdr* rights = CMSG_FIRSTHDR(&message);
  rights->cmsg_level = SOL_SOCKET;
  rights->cmsg_type = SCM_RIGHTS;
  rights->cmsg_len = CMSG_LEN(sizeof files);
  std::memcpy(CMSG_DATA(rights), files.data(), sizeof files);
  ssize_t sent = -1;
  do {
    sent = ::sendmsg(socket, &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent > 0 &&
         send_all(socket, std::string_view(text).substr(static_cast<std::size_t>(sent)));
}

}  // namespace

WarmPython::WarmPython(const WorkerOptions& options) : environment_(options.environment) {
  auto [ours, theirs] = make_socket_pair();
  line_ = std::move(ours);
  log_ = UniqueFd(::memfd_create("pgstair warm", MFD_CLOEXEC));
  if (!log_) throw cannot("make a file for Python's output");
  ::prctl(PR_GET_CHILD_SUBREAPER, &was_subreaper_);
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  pid_ = start_python(options, PythonRole::warm, theirs.get(), log_.get());
  killing_.emplace([python = pid_] { ::kill(-python, SIGKILL); });
  send_all(line_.get(), driver_as_json() + "\n");
}

WarmPython::~WarmPython() {
  ::kill(-pid_, SIGKILL);
  ::kill(pid_, SIGKILL);  // before its setsid() there is no group
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  killing_.reset();
  ::prctl(PR_SET_CHILD_SUBREAPER, was_subreaper_);
}

std::optional<pid_t> WarmPython::fork_worker(const WorkerOptions& options, int line, int log) {
  const std::lock_guard lock(mutex_);
  if (!is_ready_ && receive() != "ready") return std::nullopt;
  is_ready_ = true;
  const nlohmann::json request{{"unset", environment_}, {"set", options.environment}};
  if (!send_with_files(line_.get(), request.dump() + "\n", {line, log})) return std::nullopt;
  const auto answer = receive();
  if (!answer) return std::nullopt;
  return static_cast<pid_t>(std::stol(*answer));
}

/// A line; nothing if the process has ended, or does not say a word.
std::optional<std::string> WarmPython::receive() {
  constexpr int patience = 30'000;  // milliseconds
  std::string text;
  while (!text.ends_with('\n')) {
    pollfd word{line_.get(), POLLIN, 0};
    const int ready = ::poll(&word, 1, patience);
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return std::nullopt;
    char letter = 0;
    const ssize_t count = ::read(line_.get(), &letter, 1);
    if (count == 0 || (count < 0 && errno != EINTR)) return std::nullopt;
    if (count > 0) text += letter;
  }
  text.pop_back();
  return text;
}

}  // namespace pgstair::alembic
