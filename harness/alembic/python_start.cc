// SPDX-License-Identifier: MIT
#include "alembic/python_start.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "alembic/embedded_driver.h"
#include "support/process.h"

namespace pgstair::alembic {

namespace {

/// The descriptor at which the driver finds its end of the socket.
constexpr int line_in_python = 3;

/// In the child: system calls only.
[[noreturn]] void become_python(const PreparedCommand& python, int line, int log, int null) {
  ::setsid();
  ::dup2(null, STDIN_FILENO);
  ::dup2(log, STDOUT_FILENO);
  ::dup2(log, STDERR_FILENO);
  if (line == line_in_python) {
    ::fcntl(line, F_SETFD, 0);
  } else {
    ::dup2(line, line_in_python);
  }
  python.execute();
  const char* reason = ::strerrordesc_np(errno);
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, reason, std::strlen(reason));
  ::_exit(127);
}

}  // namespace

EnvironmentError cannot(const std::string& what) {
  return EnvironmentError("cannot " + what + ": " + std::strerror(errno));
}

std::string driver_file(std::string_view name) {
  for (const auto& file : embedded_driver()) {
    if (file.name == name) return std::string(file.text);
  }
  bug("the driver has no " + std::string(name));
}

std::string driver_as_json() {
  nlohmann::json files = nlohmann::json::object();
  for (const auto& file : embedded_driver()) files[std::string(file.name)] = file.text;
  return files.dump();
}

pid_t start_python(const WorkerOptions& options, PythonRole role, int line, int log) {
  Command command;
  command.arguments = options.interpreter;
  command.arguments.insert(command.arguments.end(),
                           {"-c", driver_file("bootstrap"), std::to_string(line_in_python),
                            role == PythonRole::warm ? "warm" : "worker"});
  command.directory = options.directory;
  command.unset = {"PG*", "DATABASE_URL"};
  command.set = options.environment;
  const PreparedCommand python(command);
  const UniqueFd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  if (!null) throw cannot("open /dev/null");
  const pid_t pid = ::fork();
  if (pid < 0) throw cannot("start a process");
  if (pid == 0) become_python(python, line, log, null.get());
  return pid;
}

SocketPair make_socket_pair() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw cannot("make a socket pair");
  return {UniqueFd(ends[0]), UniqueFd(ends[1])};
}

bool send_all(int socket, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace pgstair::alembic
