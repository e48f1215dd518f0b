// SPDX-License-Identifier: MIT
#include "alembic/worker.h"

#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "alembic/python_start.h"
#include "alembic/warm_python.h"
#include "postgres/hidden_passwords.h"
#include "support/errors.h"
#include "support/text.h"

// Why not PR_SET_PDEATHSIG: that would kill the worker alone, and leave what the project's code has
// started.

namespace pgstair::alembic {

namespace {

/// A worker that has shut its line is about to end.
constexpr int milliseconds_to_end = 2000;

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
  auto [ours, theirs] = make_socket_pair();
  line_ = std::move(ours);
  log_ = UniqueFd(::memfd_create("pgstair worker", MFD_CLOEXEC));
  if (!log_) throw cannot("make a file for the worker's output");
  std::optional<pid_t> forked;
  if (options_.warm) forked = options_.warm->fork_worker(options_, theirs.get(), log_.get());
  pid_ = forked ? *forked : start_python(options_, PythonRole::worker, theirs.get(), log_.get());
  killing_.emplace([worker = pid_] { ::kill(-worker, SIGKILL); });
  if (!forked) send(driver_as_json());
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
  auto answer = ask_within(request, options_.patience);
  if (!answer) report_hang();
  return *std::move(answer);
}

std::optional<nlohmann::json> Worker::ask_within(const nlohmann::json& request,
                                                 std::chrono::seconds limit) {
  send(request.dump());
  const auto text = receive(limit);
  if (!text) return std::nullopt;
  auto answer = nlohmann::json::parse(*text, nullptr, false);
  if (answer.is_discarded()) report_end();
  return answer;
}

/// The driver has a thread that answers this while the project's code runs or waits. What holds
/// Python's own lock keeps it from that; then the place alone is known.
nlohmann::json Worker::where_it_is() {
  constexpr std::chrono::milliseconds to_answer{2000};
  send(nlohmann::json{{"do", "where"}}.dump());
  if (const auto text = receive(to_answer)) {
    auto answer = nlohmann::json::parse(*text, nullptr, false);
    if (answer.contains("where")) return answer["where"];
  }
  const std::string frame = hanging_frame();
  const auto colon = frame.rfind(':');
  if (colon == std::string::npos) return nlohmann::json::object();
  return {{"file", frame.substr(0, colon)}, {"line", std::stoi(frame.substr(colon + 1))}};
}

/// If it has ended, receive() will tell.
void Worker::send(const std::string& line) { send_all(line_.get(), line + "\n"); }

std::optional<std::string> Worker::receive(std::chrono::milliseconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  for (;;) {
    if (const auto end = received_.find('\n'); end != std::string::npos) {
      std::string answer = received_.substr(0, end);
      received_.erase(0, end + 1);
      return answer;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return std::nullopt;
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

/// "file:line" of the project's code that runs, as the driver's faulthandler writes it down.
std::string Worker::hanging_frame() {
  const std::size_t before = printed().size();
  ::kill(pid_, SIGUSR1);
  constexpr timespec a_moment{0, 200'000'000};
  ::nanosleep(&a_moment, nullptr);
  return project_frame(printed().substr(before), options_.directory.string());
}

void Worker::report_hang() {
  const std::string place = hanging_frame();
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
  const std::string text = postgres::hide_passwords(printed(), options_.address);
  auto all = lines(text);
  if (all.size() > most) all.erase(all.begin(), all.end() - most);
  std::string words;
  for (const auto line : all) words += "\n  | " + std::string(line);
  return words.empty() ? words : "; the last it said:" + words;
}

}  // namespace pgstair::alembic
