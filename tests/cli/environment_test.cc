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

TEST_F(Environment, WithAPipeAmongTheRevisionsIsNoWaitForEver) {
  write("chain/1_a.sql",
        "-- migrate:up\nCREATE TABLE t (id int);\n-- migrate:down\nDROP TABLE t;\n");
  ASSERT_EQ(::mkfifo((folder() / "chain/2_b.sql").c_str(), 0644), 0);
  const auto result = pgstair({"verify", (folder() / "chain").string()});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("2_b.sql: is a pipe, not a file"));
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
