// SPDX-License-Identifier: MIT
#include "postgres/session.h"
#include "server/disposable_server.h"
#include "server_test.h"
#include "support/text.h"

namespace pgstair::server {
namespace {

using postgres::Session;

/// A disposable server plays the one that somebody else runs.
class Given : public ServerTest {
 protected:
  std::string url() const { return home_->url(); }
  Session session() const { return Session(home_->conninfo()); }

  /// Names of databases that match a pattern, in order.
  std::string databases(const std::string& pattern) const {
    return session()
        .execute(
            "SELECT coalesce(string_agg(datname, ' ' ORDER BY datname), '') FROM pg_database "
            "WHERE datname ~ '" +
            pattern + "' AND datname <> current_database()")
        .text(0, 0);
  }

 private:
  std::unique_ptr<DisposableServer> server_ = std::make_unique<DisposableServer>(options());
  std::unique_ptr<postgres::ScratchDatabase> home_ = server_->create();
};

TEST_F(Given, CreatesAndDropsDatabasesOfItsOwn) {
  {
    GivenServer given(url());
    const auto database = given.create();
    EXPECT_EQ(databases("^pgstair_"), database->name());
    EXPECT_EQ(Session(database->url()).execute("SELECT current_database()").text(0, 0),
              database->name());
  }
  EXPECT_EQ(databases("^pgstair_"), "");
}

TEST_F(Given, ClonesADatabase) {
  GivenServer given(url());
  const auto original = given.create();
  Session(original->conninfo()).execute("CREATE TABLE t AS SELECT 42 AS x");
  const auto clone = given.clone(*original);
  EXPECT_EQ(Session(clone->conninfo()).execute("SELECT x FROM t").text(0, 0), "42");
}

TEST_F(Given, TheNextRunDropsWhatAKilledOneLeft) {
  Victim victim([&](const auto& wait) {
    GivenServer given(url());
    const auto database = given.create();
    wait();
  });
  ASSERT_TRUE(victim.was_ready());
  EXPECT_NE(databases("^pgstair_"), "");
  { GivenServer next(url()); }
  EXPECT_NE(databases("^pgstair_"), "") << "a living run's database was dropped";
  victim.kill(SIGKILL);
  EXPECT_TRUE(eventually([&] {
    GivenServer next(url());
    return databases("^pgstair_").empty();
  }));
}

TEST_F(Given, TheNextRunDropsWhatAKilledOneHadNoTimeToMark) {
  std::string name;
  {
    GivenServer given(url());
    name = given.create()->name();
  }
  session().execute("CREATE DATABASE " + name);  // as it is before its comment
  { GivenServer next(url()); }
  EXPECT_EQ(databases("^pgstair_"), "");
}

TEST_F(Given, NeverTouchesADatabaseWhoseNameMerelyLooksLikeItsOwn) {
  std::string name;
  {
    GivenServer given(url());
    name = given.create()->name();
  }
  const std::string copied = name + "x";
  std::string edited = name;
  edited[10] = edited[10] == '0' ? '1' : '0';
  const std::string names[] = {"pgstair_0123456789abcdef", "pgstair_customers", copied, edited,
                               "pgstair_0123456789abcdef_0123456789abcdef"};
  for (const auto& other : names) {
    session().execute("CREATE DATABASE " + other);
    session().execute("COMMENT ON DATABASE " + other + " IS 'of a run of pgstair, which drops it'");
  }
  { GivenServer given(url()); }
  EXPECT_EQ(lines(replace_all(databases("^pgstair_"), " ", "\n")).size(), std::size(names));
}

TEST_F(Given, LeavesAloneWhatARunThroughAnotherDatabaseOwns) {
  session().execute("CREATE DATABASE elsewhere");
  GivenServer through_another(
      replace_all(url(), session().execute("SELECT current_database()").text(0, 0), "elsewhere"));
  const auto database = through_another.create();
  { GivenServer given(url()); }
  EXPECT_EQ(databases("^pgstair_"), database->name());
}

TEST_F(Given, ARoleThatMayNotCreateDatabasesIsToldWhatToAskFor) {
  session().execute("CREATE ROLE \"Weak\" LOGIN");
  const std::string text =
      complaint([&] { GivenServer given(replace_all(url(), "user=postgres", "user=Weak")); });
  EXPECT_NE(text.find("role \"Weak\" may not create databases"), std::string::npos) << text;
  EXPECT_NE(text.find("ALTER ROLE \"Weak\" CREATEDB;"), std::string::npos) << text;
}

TEST_F(Given, APlainRoleWithTheRightToCreateDatabasesIsEnough) {
  session().execute("CREATE ROLE builder LOGIN CREATEDB");
  GivenServer given(replace_all(url(), "user=postgres", "user=builder"));
  EXPECT_EQ(databases("^pgstair_"), given.create()->name());
}

TEST(GivenServerThatIsNotThere, IsReportedWithoutThePassword) {
  for (const char* url : {"postgresql://me:s3cret%25x@localhost:1/db?connect_timeout=1",
                          "host=/nonexistent dbname=db password='s3cret%x' user=me",
                          "password = s3cret%x host=/nonexistent"}) {
    const std::string text = complaint([&] { GivenServer given(url); });
    EXPECT_EQ(text.find("s3cret"), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace pgstair::server
