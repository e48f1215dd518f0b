// SPDX-License-Identifier: MIT
//
// What a caller's shell happens to hold, and what is no file or no server that answers.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "cli/cli_test.h"

namespace pgstair::cli {
namespace {

using testing::HasSubstr;

class Environment : public CliTest {};

TEST_F(Environment, OfTheCallerChangesNoVerdict) {
  write("chain/1_a.sql", R"(-- migrate:up
CREATE TABLE t (at timestamptz DEFAULT '2024-03-04 05:06', day date DEFAULT '03/04/2024', e text DEFAULT 'é');
DO $$ BEGIN
  ASSERT current_setting('TimeZone') NOT LIKE 'Asia/%' AND current_setting('DateStyle') NOT LIKE 'German%'
     AND current_setting('client_encoding') = 'UTF8' AND current_setting('search_path') LIKE '%public%';
END $$;
-- migrate:down
DROP TABLE t;
)");
  const auto result =
      pgstair({"verify", (folder() / "chain").string()}, {},
              {"PGTZ=Asia/Tokyo", "PGDATESTYLE=German",
               "PGOPTIONS=-c search_path=nowhere -c default_transaction_read_only=on",
               "PGCLIENTENCODING=LATIN1"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

TEST_F(Environment, OfTheCallerDoesNotReachTheServer) {
  write("chain/1_a.sql", R"(-- migrate:up
CREATE TABLE seen (line text);
COPY seen FROM PROGRAM 'env; tr "\\0" "\\n" < /proc/$PPID/environ';
DO $$ BEGIN
  IF EXISTS (SELECT FROM seen WHERE line LIKE '%t0ken%') THEN
    RAISE 'the server has %', (SELECT string_agg(line, ' ') FROM seen WHERE line LIKE '%t0ken%');
  END IF;
  IF NOT EXISTS (SELECT FROM seen WHERE line LIKE 'PATH=%') THEN RAISE 'nothing was seen'; END IF;
END $$;
-- migrate:down
DROP TABLE seen;
)");
  const std::vector<std::string> secrets{"AWS_SECRET_ACCESS_KEY=t0ken",
                                         "DATABASE_URL=postgresql://me:t0ken@host/db",
                                         "GITHUB_TOKEN=t0ken", "PGPASSWORD=t0ken", "LC_t0ken=1"};
  for (const Arguments& options : {Arguments{}, {"--jobs", "2"}}) {
    Arguments call{"verify", (folder() / "chain").string()};
    call.insert(call.end(), options.begin(), options.end());
    const auto result = pgstair(call, {}, secrets);
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  }
}

/// Listens on 127.0.0.1, and never says a word.
class SilentServer {
 public:
  SilentServer() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::listen(socket_, 8);
    socklen_t size = sizeof address;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
  }
  ~SilentServer() { ::close(socket_); }
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;

  std::string url() const { return "postgresql://u@127.0.0.1:" + std::to_string(port_) + "/d"; }

 private:
  int socket_;
  int port_ = 0;
};

TEST_F(Environment, WithAServerThatNeverAnswersIsNoWaitForEver) {
  const SilentServer server;
  const auto result = pgstair({"snapshot", server.url()});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, HasSubstr("cannot connect to"));
}

}  // namespace
}  // namespace pgstair::cli
