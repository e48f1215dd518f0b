// SPDX-License-Identifier: MIT
//
// No password of an address comes out of pgstair: not in what it prints, not in a file.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "address_spellings.h"
#include "cli_test.h"
#include "how_much.h"
#include "postgres/connection_string.h"
#include "postgres/session.h"
#include "python_packages.h"
#include "server/disposable_server.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class Passwords : public CliTest {
 protected:
  Passwords() {
    write("chain/1_a.sql",
          "-- migrate:up\nCREATE TABLE a (b int);\n-- migrate:down\nDROP TABLE a;\n");
    write("a.sql", "CREATE TABLE a (b int);\n");
  }

  /// Every call that takes an address (ADDRESS), and those where one is given by mistake.
  std::vector<Arguments> calls() const {
    const std::string chain = (folder() / "chain").string();
    const std::string file = (folder() / "a.sql").string();
    return {{"snapshot", "ADDRESS", "-C", chain},
            {"profile", "ADDRESS"},
            {"seed", "ADDRESS"},
            {"preflight", "ADDRESS", "-C", chain},
            {"drift", "--url", "ADDRESS", "-C", chain, "--expected", file},
            {"diff", "ADDRESS", file, "-C", chain},
            {"diff", file, "ADDRESS", "-C", chain},
            {"verify", chain, "-vv", "--server", "ADDRESS"},
            {"verify", chain, "--format", "json", "--server=ADDRESS"},
            {"verify", chain, "--model", "ADDRESS"},
            {"seed", "--at", "head", "-C", chain, "--server", "ADDRESS"},
            {"squash", chain, "--check", "--against", chain, "--server", "ADDRESS"},
            {"doctor", chain, "--server", "ADDRESS"},
            {"verify", "ADDRESS"},
            {"verify", chain, "ADDRESS"},
            {"check", "ADDRESS"},
            {"drift", "ADDRESS"},
            {"snapshot", "chain", "-C", "ADDRESS"},
            {"squash", chain, "--check", "--against", "ADDRESS"},
            {"new", "ADDRESS", "-m", "more"},
            {"findings", "ADDRESS"},
            {"ADDRESS"}};
  }

  static Arguments with(Arguments call, const std::string& address) {
    for (auto& word : call) word = replace_all(std::move(word), "ADDRESS", address);
    return call;
  }
};

TEST_F(Passwords, StandInNoMessageHoweverTheAddressIsSpelled) {
  const auto addresses = addresses_with_a_password();
  ASSERT_GE(addresses.size(), 200U);
  const std::size_t stride = tests_everything() ? 1 : 23;  // the first command has them all
  const auto all = calls();
  for (std::size_t c = 0; c < all.size(); ++c) {
    for (std::size_t a = c == 0 ? 0 : c % stride; a < addresses.size(); a += c == 0 ? 1 : stride) {
      const auto call = with(all[c], addresses[a]);
      const auto result = pgstair(call);
      EXPECT_THAT(result.out + result.err, Not(HasSubstr(secret))) << testing::PrintToString(call);
      EXPECT_TRUE(result.exit_code == 2 || result.exit_code == 3)
          << testing::PrintToString(call) << " ended with " << result.exit_code << result.err;
    }
  }
}

/// A server that asks for a password, which is in the addresses of its databases.
class PasswordsThatAreRight : public Passwords {
 protected:
  PasswordsThatAreRight() : server_(listening()), database_(server_.create()) {
    const auto address = postgres::ConnectionString::parse(database_->url());
    password_ = address.get("password").value_or("");
    place_ = "//postgres:" + password_ + "@127.0.0.1:" + address.get("port").value_or("") + "/" +
             database_->name();
    postgres::Session(database_->conninfo()).execute("CREATE TABLE a (b int)");
  }

  /// Nothing that was printed or written into the folder tells the password.
  void expect_no_password(const Arguments& call, const ProcessResult& result) const {
    EXPECT_THAT(result.out + result.err, Not(HasSubstr(password_))) << testing::PrintToString(call);
    for (const auto& entry : fs::recursive_directory_iterator(folder())) {
      if (!entry.is_regular_file()) continue;
      EXPECT_THAT(read_file(entry.path()), Not(HasSubstr(password_))) << entry.path();
    }
  }

  std::string password_;
  std::string place_;  ///< the address without its scheme

 private:
  server::ServerOptions listening() const {
    auto chosen = options();
    chosen.listen = true;
    return chosen;
  }

  server::DisposableServer server_;
  std::unique_ptr<postgres::ScratchDatabase> database_;
};

TEST_F(PasswordsThatAreRight, StandInNothingThatIsSaidOfTheDatabase) {
  ASSERT_GE(password_.size(), 16U);
  const std::string report = (folder() / "report").string();
  for (const std::string scheme : {"postgresql:", "postgresql+psycopg:", " PostgreSQL+asyncpg:"}) {
    for (auto call : calls()) {
      if (call.front() == "ADDRESS" || call.front() == "new") continue;
      const bool has_reports = call.front() == "verify" || call.front() == "diff";
      if (has_reports) call.insert(call.end(), {"-o", report});
      call = with(call, scheme + place_);
      const auto result = pgstair(call);
      expect_no_password(call, result);
      EXPECT_LT(result.exit_code, 4) << result.err;
    }
  }
  const auto junit = pgstair({"verify", (folder() / "chain").string(), "-vv", "--format", "junit",
                              "--server", "postgres:" + place_});
  EXPECT_EQ(junit.exit_code, 0) << junit.err;
  expect_no_password({}, junit);
}

TEST_F(PasswordsThatAreRight, StandInNothingThatAProgramSaysWhichWasToldThem) {
  if (const auto missing = missing_python_packages({"alembic", "sqlalchemy"}); !missing.empty())
    GTEST_SKIP() << missing;
  write("commands/pgstair.toml",
        "[commands]\nlist = \"echo 1\"\nupgrade = \"echo {revision} at $DATABASE_URL, $PGPASSWORD; "
        "exit 1\"\n"
        "downgrade = \"true {revision}\"\n");
  write("alembic/alembic.ini", "[alembic]\nscript_location = migrations\n");
  write("alembic/pgstair.toml", "python = \"/usr/bin/python3\"\n");
  write("alembic/migrations/versions/a1.py",
        "revision = 'a1'\ndown_revision = None\n"
        "def upgrade(): pass\ndef downgrade(): pass\n");
  const std::string url = "import os\nurl = os.environ['DATABASE_URL']\n";
  const std::vector<std::string> environments{
      "raise RuntimeError(url)\n", "raise KeyError(os.environ['PGPASSWORD'])\n",
      "import sqlalchemy\nsqlalchemy.create_engine(url).connect().execute(url)\n",
      "print(url, os.environ['PGPASSWORD'], flush=True)\nos._exit(3)\n"};
  std::vector<std::string> chains{"commands"};
  chains.insert(chains.end(), environments.size(), "alembic");
  for (std::size_t i = 0; i < chains.size(); ++i) {
    if (i > 0) write("alembic/migrations/env.py", url + environments[i - 1]);
    const Arguments call{"verify", (folder() / chains[i]).string(), "--server",
                         "postgresql:" + place_, "-vv"};
    const auto result = pgstair(call);
    expect_no_password(call, result);
    EXPECT_EQ(result.exit_code, i == 0 ? 1 : 3) << result.err;
    EXPECT_THAT(result.out + result.err, HasSubstr("***"));
  }
}

TEST_F(Passwords, OfOurOwnServersAreNotInTheLog) {
  write("chain/pgstair.toml", "listen = \"tcp\"\n");
  const auto result = pgstair({"verify", (folder() / "chain").string(), "-vv"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("ALTER ROLE postgres PASSWORD '***'"));
}

}  // namespace
}  // namespace pgstair::cli
