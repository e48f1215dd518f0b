// SPDX-License-Identifier: MIT
//
// A server, or the network before it, that froze after the login ends no run later than its bound.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <string_view>
#include <thread>

#include "cli_test.h"
#include "postgres/connection_string.h"
#include "support/unique_fd.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;

sockaddr_un socket_in(const std::filesystem::path& folder) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  (folder / ".s.PGSQL.5432").string().copy(address.sun_path, sizeof address.sun_path - 1);
  return address;
}

/// Stands before a server and passes on what is said, until a client says the last words. From then
/// on nothing is passed on any more; who connects is not answered.
class FreezingProxy {
 public:
  FreezingProxy(std::filesystem::path folder, std::filesystem::path server, std::string last_words)
      : folder_(std::move(folder)), server_(socket_in(server)), last_words_(std::move(last_words)) {
    std::filesystem::create_directories(folder_);
    const auto address = socket_in(folder_);
    ::bind(listening_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::listen(listening_.get(), 64);
    thread_ = std::thread([this] { pass_on(); });
  }
  ~FreezingProxy() {
    is_over_ = true;
    thread_.join();
  }
  FreezingProxy(const FreezingProxy&) = delete;
  FreezingProxy& operator=(const FreezingProxy&) = delete;

  std::string url(const std::string& database) const {
    return "host=" + folder_.string() + " user=postgres dbname=" + database;
  }

 private:
  void pass_on() {
    while (!is_over_) {
      std::vector<pollfd> waiting{{listening_.get(), POLLIN, 0}};
      for (const auto& [end, other] : is_frozen_ ? std::map<int, Side>{} : sides_)
        waiting.push_back({end, POLLIN, 0});
      ::poll(waiting.data(), waiting.size(), 10);
      for (const auto& one : waiting) {
        if (one.revents == 0) continue;
        if (one.fd == listening_.get()) {
          accept();
        } else if (!is_frozen_ && sides_.contains(one.fd)) {
          pass_on_from(one.fd);
        }
      }
    }
  }

  void accept() {
    const int client = ::accept(listening_.get(), nullptr, nullptr);
    const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    held_.emplace_back(client);
    held_.emplace_back(server);
    ::connect(server, reinterpret_cast<const sockaddr*>(&server_), sizeof server_);
    sides_[client] = {server, true};
    sides_[server] = {client, false};
  }

  void pass_on_from(int end) {
    std::array<char, 65536> bytes{};
    const auto [other, is_client] = sides_.at(end);
    const ssize_t count = ::read(end, bytes.data(), bytes.size());
    if (count <= 0) {
      ::shutdown(other, SHUT_WR);
      sides_.erase(end);
      return;
    }
    const std::string_view said(bytes.data(), static_cast<std::size_t>(count));
    is_frozen_ = is_client && said.find(last_words_) != std::string_view::npos;
    if (!is_frozen_) ::send(other, bytes.data(), said.size(), MSG_NOSIGNAL);
  }

  struct Side {
    int other;
    bool is_client;
  };

  std::filesystem::path folder_;
  sockaddr_un server_;
  std::string last_words_;
  UniqueFd listening_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  std::vector<UniqueFd> held_;
  std::map<int, Side> sides_;  // by the descriptor
  bool is_frozen_ = false;
  std::atomic<bool> is_over_ = false;
  std::thread thread_;
};

class FrozenServer : public CliTest {
 protected:
  void SetUp() override {
    write("chain/1_a.sql", "-- migrate:up\nSELECT 'the last words';\n-- migrate:down\nSELECT 1;\n");
  }
  std::filesystem::path socket_of_the_server() const {
    return postgres::ConnectionString::parse(database_->conninfo()).get("host").value();
  }

  server::DisposableServer server_{options()};
  std::unique_ptr<postgres::ScratchDatabase> database_ = server_.create();
};

TEST_F(FrozenServer, EndsEveryCommandThatAsksIt) {
  const server::ScopedVariable patience("PGSTAIR_ANSWER_TIMEOUT", "1");
  const std::string chain = (folder() / "chain").string();
  // A proxy each: one that another run froze would not even let them log in.
  std::deque<FreezingProxy> proxies;
  std::vector<std::unique_ptr<Running>> runs;
  for (const Arguments& arguments : std::initializer_list<Arguments>{
           {"snapshot", "URL"},
           {"drift", "-C", chain, "--url", "URL"},
           {"diff", "URL", "URL"},
           {"profile", "URL"},
           {"seed", "URL"},
           {"preflight", "URL", "-C", chain, "--from", "1", "--timeout", "1"},
           {"explain", chain, "--url", "URL", "--timeout", "1"},
           {"verify", chain, "--server", "URL"}}) {
    const std::string number = std::to_string(runs.size());
    const auto& proxy =
        proxies.emplace_back(folder() / ("proxy" + number), socket_of_the_server(), "pg_catalog");
    Arguments of_this = arguments;
    std::ranges::replace(of_this, "URL", proxy.url(database_->name()));
    runs.push_back(std::make_unique<Running>(of_this, folder() / ("output" + number)));
  }
  for (const auto& run : runs) {
    const auto result = run->end();
    EXPECT_EQ(result.exit_code, 3) << result.out;
    EXPECT_THAT(result.out, AllOf(ContainsRegex("has not answered within [12] s:\n"),
                                  HasSubstr("PGSTAIR_ANSWER_TIMEOUT")));
  }
}

TEST_F(FrozenServer, EndsAScriptThatCannotBeCancelled) {
  const server::ScopedVariable patience("PGSTAIR_ANSWER_TIMEOUT", "1");
  const FreezingProxy proxy(folder() / "proxy", socket_of_the_server(), "the last words");
  const auto result = pgstair({"verify", (folder() / "chain").string(), "--timeout", "1",
                               "--server", proxy.url("postgres")});
  EXPECT_EQ(result.exit_code, 3) << result.out;
  EXPECT_THAT(result.err, AllOf(HasSubstr("does not answer the request to cancel it:\n  | "),
                                HasSubstr("SELECT 'the last words'")));
}

TEST_F(FrozenServer, IsGivenTimeInWholeSeconds) {
  const server::ScopedVariable patience("PGSTAIR_ANSWER_TIMEOUT", "1min");
  const auto result = pgstair({"snapshot", database_->conninfo()});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("PGSTAIR_ANSWER_TIMEOUT must be a whole number of seconds"));
}

}  // namespace
}  // namespace pgstair::cli
