// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "postgres/connection_string.h"
#include "postgres/session.h"
#include "server/disposable_server.h"
#include "server/server_test.h"
#include "support/errors.h"

namespace pgstair::server {
namespace {

using postgres::ConnectionString;
using postgres::Session;

class TcpAccessOfDisposable : public ServerTest {
 protected:
  ServerOptions listening() const {
    ServerOptions result = options();
    result.listen = true;
    return result;
  }
};

TEST_F(TcpAccessOfDisposable, ProgramsGetAHostAPortAndAPassword) {
  DisposableServer server(listening());
  const auto database = server.create();
  const auto address = ConnectionString::parse(database->url());
  EXPECT_EQ(address.get("host"), "127.0.0.1");
  EXPECT_EQ(address.get("password").value_or("").size(), 32u);
  EXPECT_EQ(Session(database->url()).execute("SELECT current_database()").text(0, 0),
            database->name());
}

TEST_F(TcpAccessOfDisposable, NobodyComesInWithoutThePassword) {
  DisposableServer server(listening());
  const auto database = server.create();
  const auto address = ConnectionString::parse(database->url());
  EXPECT_THROW(Session(address.with("password", "guessed").conninfo()), EnvironmentError);
  EXPECT_EQ(Session(address.conninfo())
                .execute("SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolname = "
                         "'postgres'")
                .text(0, 0),
            "t");
}

TEST_F(TcpAccessOfDisposable, TwoServersHaveTwoPorts) {
  DisposableServer first(listening());
  DisposableServer second(listening());
  EXPECT_NE(first.create()->url(), second.create()->url());
  const auto database = second.create();
  EXPECT_EQ(Session(database->url()).execute("SELECT 1").text(0, 0), "1");
}

TEST_F(TcpAccessOfDisposable, WithoutItNothingListens) {
  DisposableServer server(options());
  EXPECT_EQ(Session(server.create()->conninfo()).execute("SHOW listen_addresses").text(0, 0), "");
}

}  // namespace
}  // namespace pgstair::server
