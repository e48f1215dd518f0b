// SPDX-License-Identifier: MIT
#include "service.h"

#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "pgstair_test.h"

#ifndef PGSTAIR_DEFAULT_EXECUTABLE
#define PGSTAIR_DEFAULT_EXECUTABLE "pgstair"
#endif

namespace pgstair::gtest_support {

/// The one service of this process, and what becomes of it when the process forks: the child must
/// close its copy of the socket, or the service would not see that the parent has gone; and it must
/// not wait for a mutex that another thread of the parent holds. So it starts with nothing.
class CurrentService {
 public:
  static CurrentService& instance() {
    static CurrentService current;
    return current;
  }

  std::shared_ptr<Service> get() {
    Place& place = *place_;
    const std::lock_guard<std::mutex> lock(place.mutex);
    if (!place.service || place.service->ended_) {
      place.service = std::make_shared<Service>();
      socket_ = place.service->socket_;
    }
    return place.service;
  }

  ~CurrentService() { place_.reset(); }
  CurrentService(const CurrentService&) = delete;
  CurrentService& operator=(const CurrentService&) = delete;

 private:
  struct Place {
    std::mutex mutex;
    std::shared_ptr<Service> service;
  };

  CurrentService() { ::pthread_atfork(nullptr, nullptr, leave_to_parent); }

  static void leave_to_parent() {
    CurrentService& current = instance();
    const int socket = current.socket_.exchange(-1);
    if (socket >= 0) ::close(socket);
    if (!current.place_) return;  // this process is about to end
    [[maybe_unused]] const Place* parents = current.place_.release();
    current.place_ = std::make_unique<Place>();
  }

  std::unique_ptr<Place> place_ = std::make_unique<Place>();  ///< changes in a forked child only
  std::atomic<int> socket_{-1};
};

namespace {

std::string quoted(const std::string& text) { return "'" + text + "'"; }

/// In a session of its own, so that Ctrl-C ends the tests first; with no signal blocked or ignored,
/// whatever the tests do with theirs.
pid_t spawn(const std::string& program, int standard_streams) {
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_adddup2(&files, standard_streams, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&files, standard_streams, STDOUT_FILENO);
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  sigset_t none;
  sigset_t all;
  ::sigemptyset(&none);
  ::sigfillset(&all);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setsigdefault(&attributes, &all);
  ::posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::string name = program;
  std::string command = "test-databases";
  char* arguments[] = {name.data(), command.data(), nullptr};
  pid_t child = -1;
  const int failure =
      ::posix_spawnp(&child, program.c_str(), &files, &attributes, arguments, environ);
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&files);
  if (failure == 0) return child;
  throw Error(
      "cannot start " + quoted(program) + ": " + std::strerror(failure) +
      "\n  It is the program that makes databases for tests. Build or install pgstair, or name "
      "it in the environment variable PGSTAIR_EXECUTABLE.");
}

}  // namespace

std::string executable() {
  const char* named = std::getenv("PGSTAIR_EXECUTABLE");
  return named != nullptr && *named != '\0' ? named : PGSTAIR_DEFAULT_EXECUTABLE;
}

std::shared_ptr<Service> Service::of_this_process() { return CurrentService::instance().get(); }

Service::Service() : owner_(::getpid()) {
  const std::string program = executable();
  start(program);
  greet(program);
}

void Service::start(const std::string& program) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    throw Error(std::string("cannot make a socket pair: ") + std::strerror(errno));
  try {
    child_ = spawn(program, ends[1]);
  } catch (const Error&) {
    ::close(ends[0]);
    ::close(ends[1]);
    throw;
  }
  ::close(ends[1]);
  socket_ = ends[0];
}

void Service::greet(const std::string& program) {
  const auto said = receive_message(socket_, buffer_);
  if (said && *said == Fields{greeting, protocol_version}) return;
  const std::string end = said ? "" : how_it_ended();
  ::close(std::exchange(socket_, -1));
  throw Error(quoted(program) + (said ? " speaks another version of the protocol" : end) +
              "\n  Is it the pgstair that this pgstair_test.h came with?");
}

Service::~Service() {
  if (!is_of_this_process()) return;  // fork() has closed the child's socket
  ::close(socket_);
  if (!ended_) how_it_ended();
}

bool Service::is_of_this_process() const { return owner_ == ::getpid(); }

std::string Service::how_it_ended() {
  ended_ = true;
  int status = 0;
  while (::waitpid(child_, &status, 0) < 0) {
    if (errno != EINTR) return " has ended";
  }
  if (WIFSIGNALED(status)) return " was ended by signal " + std::to_string(WTERMSIG(status));
  return " has ended with exit status " + std::to_string(WEXITSTATUS(status));
}

Fields Service::ask(const Fields& request) {
  if (!is_of_this_process()) {
    throw Error("this database belongs to the process that made it, and a forked one uses it");
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  if (ended_) throw Error("the program that made this database has ended");
  std::optional<Fields> answer;
  if (send_message(socket_, request)) answer = receive_message(socket_, buffer_);
  if (!answer) throw Error(quoted(executable()) + how_it_ended() + ", and all databases with it");
  if (!answer->empty() && answer->front() == "ok") {
    answer->erase(answer->begin());
    return *std::move(answer);
  }
  throw Error(answer->size() >= 3 ? (*answer)[2].value_or("") : "an answer that is none");
}

void Service::drop(const std::string& name) noexcept {
  if (!is_of_this_process()) return;
  try {
    ask({"drop", name});
  } catch (const std::exception&) {
    // The service has ended, and dropped it then.
  }
}

}  // namespace pgstair::gtest_support
