// SPDX-License-Identifier: MIT
#include "alembic/worker.h"

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
#include <utility>

#include "alembic/embedded_driver.h"
#include "support/errors.h"
#include "support/process.h"
#include "support/text.h"

// Why the worker cannot outlive this process: the driver has a thread that reads the socket and
// kills its own process group when the socket ends. Should Python be stuck in code that lets no
// other thread run, PR_SET_PDEATHSIG does it. That signal also comes when the *thread* that forked
// ends, so only the main thread's workers ask for it.

namespace pgstair::alembic {

namespace {

/// The descriptor at which the driver finds its end of the socket.
constexpr int line_in_worker = 3;

EnvironmentError cannot(const std::string& what) {
  return EnvironmentError("cannot " + what + ": " + std::strerror(errno));
}

std::string bootstrap() {
  for (const auto& file : embedded_driver()) {
    if (file.name == "bootstrap") return std::string(file.text);
  }
  ensure(false, "the driver has a bootstrap");
  return {};
}

std::string driver_as_json() {
  nlohmann::json files = nlohmann::json::object();
  for (const auto& file : embedded_driver()) files[std::string(file.name)] = file.text;
  return files.dump();
}

/// In the child: system calls only.
[[noreturn]] void become(const PreparedCommand& python, int line, int log, int null,
                         bool die_with_thread, pid_t parent) {
  ::setsid();
  if (die_with_thread) ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(0);
  ::dup2(null, STDIN_FILENO);
  ::dup2(log, STDOUT_FILENO);
  ::dup2(log, STDERR_FILENO);
  if (line == line_in_worker) {
    ::fcntl(line, F_SETFD, 0);
  } else {
    ::dup2(line, line_in_worker);
  }
  python.execute();
  const char* reason = ::strerrordesc_np(errno);
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, reason, std::strlen(reason));
  ::_exit(127);
}

std::string how_it_ended(int status) {
  if (WIFSIGNALED(status)) {
    return std::string("was killed by SIG") + ::sigabbrev_np(WTERMSIG(status));
  }
  return "ended with exit status " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

Worker::Worker(WorkerOptions options) : options_(std::move(options)) {
  Command command;
  command.arguments = options_.interpreter;
  command.arguments.insert(command.arguments.end(),
                           {"-c", bootstrap(), std::to_string(line_in_worker)});
  command.directory = options_.directory;
  command.unset = {"PG*", "DATABASE_URL"};
  command.set = options_.environment;
  const PreparedCommand python(command);

  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw cannot("make a socket pair");
  line_ = UniqueFd(ends[0]);
  const UniqueFd far_end(ends[1]);
  log_ = UniqueFd(::memfd_create("pgstair worker", MFD_CLOEXEC));
  const UniqueFd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  if (!log_ || !null) throw cannot("make a file for the worker's output");
  const bool is_main_thread = ::gettid() == ::getpid();
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ < 0) throw cannot("start a process");
  if (pid_ == 0) become(python, far_end.get(), log_.get(), null.get(), is_main_thread, parent);
  send(driver_as_json());
}

Worker::~Worker() { kill(); }

void Worker::kill() {
  if (pid_ <= 0) return;
  ::kill(-pid_, SIGKILL);
  ::kill(pid_, SIGKILL);  // before its setsid() there is no group
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
}

nlohmann::json Worker::ask(const nlohmann::json& request) {
  send(request.dump());
  const auto answer = nlohmann::json::parse(receive(), nullptr, false);
  if (answer.is_discarded()) report_end();
  return answer;
}

void Worker::send(const std::string& line) {
  std::string_view rest;
  const std::string text = line + "\n";
  rest = text;
  while (!rest.empty()) {
    const ssize_t count = ::send(line_.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return;  // it has ended, which receive() will tell
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
}

std::string Worker::receive() {
  const auto deadline = std::chrono::steady_clock::now() + options_.patience;
  for (;;) {
    if (const auto end = received_.find('\n'); end != std::string::npos) {
      std::string answer = received_.substr(0, end);
      received_.erase(0, end + 1);
      return answer;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) report_hang();
    pollfd word{line_.get(), POLLIN, 0};
    if (::poll(&word, 1, static_cast<int>(left.count())) <= 0) continue;
    std::array<char, 65536> buffer;
    const ssize_t count = ::read(line_.get(), buffer.data(), buffer.size());
    if (count == 0 || (count < 0 && errno != EINTR)) report_end();
    if (count > 0) received_.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

void Worker::report_end() {
  ::kill(-pid_, SIGKILL);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  throw EnvironmentError("the Python process that runs the migrations (" +
                         join(options_.interpreter, " ") + ") " + how_it_ended(status) +
                         last_words());
}

void Worker::report_hang() {
  // The driver's faulthandler writes down where it is.
  ::kill(pid_, SIGUSR1);
  constexpr timespec a_moment{0, 200'000'000};
  ::nanosleep(&a_moment, nullptr);
  const std::string words = last_words();
  kill();
  throw EnvironmentError(
      "the Python process that runs the migrations did not answer within " +
          std::to_string(options_.patience.count()) + " s" + words,
      "If the revision needs longer, set `timeout` (in seconds) in pgstair.toml.");
}

std::string Worker::printed() const {
  std::string text;
  std::array<char, 65536> buffer;
  for (;;) {
    const ssize_t count =
        ::pread(log_.get(), buffer.data(), buffer.size(), static_cast<off_t>(text.size()));
    if (count <= 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

/// The last lines that it printed, as the end of a message.
std::string Worker::last_words() const {
  constexpr std::size_t most = 12;
  const std::string text = printed();
  auto all = lines(text);
  if (all.size() > most) all.erase(all.begin(), all.end() - most);
  std::string words;
  for (const auto line : all) words += "\n  | " + std::string(line);
  return words.empty() ? words : "; the last it said:" + words;
}

}  // namespace pgstair::alembic
