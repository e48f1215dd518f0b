// SPDX-License-Identifier: MIT
//
// Test programs as a whole: what starts when, and that nothing is left of them, however they end.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest_test.h"
#include "postgres/session.h"
#include "server/server_test.h"
#include "support/file.h"
#include "support/process.h"
#include "support/text.h"

namespace pgstair {
namespace {

using server::content;
using server::eventually;
using testing::HasSubstr;
using testing::Not;

/// The program of program/program.cc while it runs; what it prints goes to a file.
class RunningProgram {
 public:
  RunningProgram(const std::string& filter, std::vector<std::string> environment,
                 std::filesystem::path output)
      : output_(std::move(output)) {
    const PreparedCommand program({.arguments = {PGSTAIR_TEST_PROGRAM, "--gtest_filter=" + filter},
                                   .directory = PGSTAIR_TEST_FOLDER,
                                   .set = std::move(environment)});
    const int file = ::open(output_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::setpgid(0, 0);
      ::dup2(file, STDOUT_FILENO);
      ::dup2(file, STDERR_FILENO);
      program.execute();
      ::_exit(127);
    }
    ::close(file);
  }
  ~RunningProgram() { kill(); }
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  bool has_said(const std::string& text) const {
    return read_file(output_).find(text) != std::string::npos;
  }
  std::string said() const { return read_file(output_); }
  /// As Ctrl-C does: the signal is for all that are in the foreground.
  void interrupt() { ::kill(-pid_, SIGINT); }
  void kill() {
    if (pid_ > 0) ::kill(pid_, SIGKILL);
    wait();
  }
  /// Its exit status; -1 if a signal ended it.
  int wait() {
    int status = 0;
    if (pid_ > 0) ::waitpid(std::exchange(pid_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  std::filesystem::path output_;
  pid_t pid_ = -1;
};

/// The programs' servers live in a place of their own.
class Programs : public server::ServerTest {
 protected:
  static ProcessResult run_program(std::vector<std::string> arguments,
                                   std::vector<std::string> environment = {}) {
    arguments.insert(arguments.begin(), PGSTAIR_TEST_PROGRAM);
    return run({.arguments = std::move(arguments),
                .directory = PGSTAIR_TEST_FOLDER,
                .set = std::move(environment)});
  }

  /// Four programs that make databases at once; the second and the fourth are killed meanwhile.
  void run_four(const std::vector<std::string>& environment) {
    std::vector<std::string> settings = environment;
    const char* count = std::getenv("PROGRAM_DATABASES");
    settings.push_back(std::string("PROGRAM_DATABASES=") + (count == nullptr ? "30" : count));
    std::vector<std::unique_ptr<RunningProgram>> programs;
    for (int i = 0; i < 4; ++i) {
      programs.push_back(std::make_unique<RunningProgram>("Program.MakesManyDatabases", settings,
                                                          folder() / std::to_string(i)));
    }
    for (const std::size_t victim : {1U, 3U}) {
      EXPECT_TRUE(eventually([&] { return programs[victim]->has_said("made 10\n"); }));
      programs[victim]->kill();
      EXPECT_THAT(programs[victim]->said(), Not(HasSubstr("median")));
    }
    for (const std::size_t survivor : {0U, 2U}) {
      EXPECT_EQ(programs[survivor]->wait(), 0) << programs[survivor]->said();
      std::cout << "median " << between(programs[survivor]->said(), "median ", "\n") << "\n";
    }
  }

  std::filesystem::path folder() const { return outputs_.path(); }

  /// Of ours, the session's own among them.
  static int databases_on(postgres::Session& session) {
    return std::stoi(
        session.execute("SELECT count(*) FROM pg_database WHERE datname LIKE 'pgstair%'")
            .text(0, 0));
  }

  bool nothing_is_left() const {
    return eventually([&] { return content(place()).empty(); });
  }

 private:
  TempDir outputs_;
};

TEST_F(Programs, PassAndLeaveNothing) {
  const auto result = run_program({});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_TRUE(content(place()).empty());
}

TEST_F(Programs, StartNothingToListTheirTests) {
  const auto result = run_program({"--gtest_list_tests"}, {"PGSTAIR_EXECUTABLE=/nowhere/pgstair"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("HasADatabaseOfItsOwn"));
}

TEST_F(Programs, SayThatPgstairIsNotThere) {
  const auto result = run_program({}, {"PGSTAIR_EXECUTABLE=/nowhere/pgstair"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("cannot start '/nowhere/pgstair': No such file or directory"));
}

TEST_F(Programs, SayThatAnotherProgramIsNoPgstair) {
  const auto result = run_program({}, {"PGSTAIR_EXECUTABLE=/bin/true"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("'/bin/true' has ended with exit status 0"));
}

TEST_F(Programs, LeaveNothingWhenTheyAreKilledAndWhatTheyForkedLivesOn) {
  RunningProgram program("Waiting.*", {"PROGRAM_WAITS=1"}, folder() / "waiting");
  ASSERT_TRUE(eventually([&] { return program.has_said(" !\n"); }));
  const pid_t forked = std::stoi(std::string(between(program.said(), "forked ", " !")));
  EXPECT_EQ(content(place()).size(), 1);
  program.kill();
  EXPECT_TRUE(nothing_is_left());
  EXPECT_TRUE(server::is_alive(forked));
  ::kill(forked, SIGKILL);
}

TEST_F(Programs, LeaveNothingWhenHalfOfThemAreKilled) {
  run_four({});
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(Programs, LeaveNoDatabaseOnAServerThatTheyShareWhenHalfOfThemAreKilled) {
  server::DisposableServer shared(options());
  const auto maintenance = shared.create();
  postgres::Session session(maintenance->conninfo());
  run_four({"PGSTAIR_TEST_SERVER=" + maintenance->url()});
  EXPECT_TRUE(eventually([&] { return databases_on(session) == 1; }));
  EXPECT_EQ(content(place()).size(), 1) << "the shared server alone";
}

TEST_F(Programs, LeaveNoDatabaseOnASharedServerAfterCtrlC) {
  server::DisposableServer shared(options());
  const auto maintenance = shared.create();
  postgres::Session session(maintenance->conninfo());
  RunningProgram program("Waiting.*",
                         {"PROGRAM_WAITS=1", "PGSTAIR_TEST_SERVER=" + maintenance->url()},
                         folder() / "waiting");
  ASSERT_TRUE(eventually([&] { return program.has_said(" !\n"); }));
  EXPECT_GT(databases_on(session), 1);
  program.interrupt();
  EXPECT_EQ(program.wait(), -1);
  EXPECT_TRUE(eventually([&] { return databases_on(session) == 1; }));
}

TEST_F(Programs, MakeTheirDatabasesOnTheServerThatIsNamed) {
  server::DisposableServer shared(options());
  const auto maintenance = shared.create();
  const auto result = run_program({"--gtest_filter=Program.HasADatabaseOfItsOwn"},
                                  {"PGSTAIR_TEST_SERVER=" + maintenance->url()});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_EQ(content(place()).size(), 1);
  EXPECT_THAT(read_file(content(place()).front() / "log"), Not(HasSubstr("ERROR")));
}

}  // namespace
}  // namespace pgstair
