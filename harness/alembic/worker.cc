// SPDX-License-Identifier: MIT
#include "alembic/worker.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
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

// Why not PR_SET_PDEATHSIG: that would kill the worker alone, and leave what the project's code has
// started.

namespace pgstair::alembic {

namespace {

/// The descriptor at which the driver finds its end of the socket.
constexpr int line_in_worker = 3;

/// A worker that has shut its line is about to end.
constexpr int milliseconds_to_end = 2000;

EnvironmentError cannot(const std::string& what) {
  return EnvironmentError("cannot " + what + ": " + std::strerror(errno));
}

std::string bootstrap() {
  for (const auto& file : embedded_driver()) {
    if (file.name == "bootstrap") return std::string(file.text);
  }
  bug("the driver has no bootstrap");
}

std::string driver_as_json() {
  nlohmann::json files = nlohmann::json::object();
  for (const auto& file : embedded_driver()) files[std::string(file.name)] = file.text;
  return files.dump();
}

/// In the child: system calls only.
[[noreturn]] void become_python(const PreparedCommand& python, int line, int log, int null) {
  ::setsid();
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

void reap(pid_t& pid, int& status) {
  if (pid <= 0) return;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  pid = -1;
}

std::string how_it_ended(int status) {
  if (WIFSIGNALED(status)) {
    return std::string("was killed by SIG") + ::sigabbrev_np(WTERMSIG(status));
  }
  return "ended with exit status " + std::to_string(WEXITSTATUS(status));
}

/// "file:line" of the innermost frame in the project's folder, from what faulthandler wrote:
/// `  File "/srv/app/migrations/env.py", line 12 in run`, innermost first.
std::string project_frame(std::string_view dump, const std::string& folder) {
  const std::string start = "  File \"" + folder + "/";
  for (const auto line : lines(dump)) {
    if (!line.starts_with(start) || line.find("-packages/") != std::string_view::npos) continue;
    const auto file = line.substr(8, line.find('"', 8) - 8);
    const auto number = line.substr(line.find("line ") + 5);
    return std::string(file) + ":" + std::string(number.substr(0, number.find(' ')));
  }
  return {};
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
  pid_ = ::fork();
  if (pid_ < 0) throw cannot("start a process");
  if (pid_ == 0) become_python(python, far_end.get(), log_.get(), null.get());
  killing_.emplace([worker = pid_] { ::kill(-worker, SIGKILL); });
  send(driver_as_json());
}

Worker::~Worker() { end(); }

/// Kills whatever is left of the group; returns how the worker ended.
int Worker::end() {
  int status = 0;
  if (pid_ <= 0) return status;
  ::kill(-pid_, SIGKILL);
  ::kill(pid_, SIGKILL);  // before its setsid() there is no group
  reap(pid_, status);
  killing_.reset();
  return status;
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
  int status = 0;
  for (int waited = 0; pid_ > 0 && waited < milliseconds_to_end; ++waited) {
    if (::waitpid(pid_, &status, WNOHANG) == pid_) pid_ = -1;
    constexpr timespec millisecond{0, 1'000'000};
    if (pid_ > 0) ::nanosleep(&millisecond, nullptr);
  }
  if (pid_ > 0) status = end();  // it shut its line and went on
  killing_.reset();              // of what the worker has left
  throw EnvironmentError("the Python process that runs the migrations (" +
                         join(options_.interpreter, " ") + ") " + how_it_ended(status) +
                         last_words());
}

void Worker::report_hang() {
  // The driver's faulthandler writes down where it is.
  const std::size_t before = printed().size();
  ::kill(pid_, SIGUSR1);
  constexpr timespec a_moment{0, 200'000'000};
  ::nanosleep(&a_moment, nullptr);
  const std::string place = project_frame(printed().substr(before), options_.directory.string());
  end();
  throw EnvironmentError(
      "the Python process that runs the migrations did not answer within " +
          std::to_string(options_.patience.count()) + " s" +
          (place.empty() ? "" : "; it hangs at " + place),
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
