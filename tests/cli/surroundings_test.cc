// SPDX-License-Identifier: MIT
//
// What a chain finds in production and does not make itself: init files, roles, settings, and the
// role that deploys.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "cli/cli_test.h"
#include "postgres/session.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Surroundings : public CliTest {
 protected:
  void write_revision(int number, const std::string& up, const std::string& down) const {
    write("chain/000" + std::to_string(number) + "_a.sql",
          "-- migrate:up\n" + up + ";\n-- migrate:down\n" + down + ";\n");
  }
  void configure(const std::string& settings) const {
    write("pgstair.toml", "chain = \"chain\"\n" + settings);
  }
  ProcessResult verify(Arguments arguments = {}) const {
    arguments.insert(arguments.begin(), {"verify", "--verbose", folder().string()});
    return pgstair(arguments);
  }
};

TEST_F(Surroundings, OfEachServerAndTheModelMayMakeTheSameRole) {
  write("init.sql", "CREATE ROLE app; CREATE SCHEMA app AUTHORIZATION app;");
  write("model.sql", "CREATE TABLE app.t (id int); GRANT SELECT ON app.t TO app;");
  configure("init = [\"init.sql\"]\nmodel = [\"model.sql\"]\n");
  write_revision(1, "CREATE TABLE app.t (id int); GRANT SELECT ON app.t TO app",
                 "DROP TABLE app.t");
  write_revision(2, "SELECT 1", "SELECT 1");
  for (const std::string jobs : {"1", "2"}) {
    const auto result = verify({"--jobs", jobs});
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  }
}

TEST_F(Surroundings, StayWhenTheDatabaseIsMadeAnew) {
  write("init.sql", "CREATE SCHEMA app; CREATE TABLE app.t (id int);");
  configure("init = [\"init.sql\"]\n[settings]\nsearch_path = \"app\"\n");
  write("chain/0001_a.sql",
        "-- migrate:up transaction:false\nALTER TABLE t ADD n int;\n"
        "-- migrate:down transaction:false\nALTER TABLE t DROP n;\nSELECT 1 / 0;\n");
  write_revision(2, "ALTER TABLE t ADD m int", "ALTER TABLE t DROP m");
  const auto result = verify();
  EXPECT_THAT(result.out, AllOf(HasSubstr("downgrade-fails"), HasSubstr("1 error")));
  EXPECT_THAT(result.out, Not(HasSubstr("upgrade-fails")));
}

TEST_F(Surroundings, OfADumpMayStandInTheModelToo) {
  write("init.sql", "CREATE SCHEMA app;");
  write("model.sql",
        "--\n-- PostgreSQL database dump\n--\nCREATE SCHEMA app;\nCREATE TABLE app.t (id int);\n"
        "CREATE TABLE public.schema_migrations (version varchar NOT NULL);\n");
  configure("init = [\"init.sql\"]\nmodel = [\"model.sql\"]\n");
  write_revision(1, "CREATE TABLE app.t (id int)", "DROP TABLE app.t");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

TEST_F(Surroundings, AreRefusedWithTheirPlace) {
  write_revision(1, "SELECT 1", "SELECT 1");
  write("init.sql", "SELECT 1;\nCREATE TABLE t (id nonsense);");
  configure("init = [\"init.sql\"]\n");
  auto result = verify();
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, AllOf(HasSubstr("init.sql:2"), HasSubstr("nonsense")));
  configure("[settings]\nTimeZone = \"Atlantis\"\n");
  result = verify();
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, AllOf(HasSubstr("pgstair.toml:3"), HasSubstr("Atlantis")));
}

TEST_F(Surroundings, HoldForTheCommandsOfAnotherRunner) {
  configure(R"(role = "app_owner"
[settings]
"app.place" = "here"
[commands]
list = "echo one"
upgrade = "test $(psql -Atc \"SELECT current_setting('app.place') || session_user\" $DATABASE_URL) = hereapp_owner && : {revision}"
)");
  const auto result = verify();
  EXPECT_THAT(result.out, AllOf(HasSubstr("1 revision"), Not(HasSubstr("upgrade-fails"))))
      << result.err;
}

TEST_F(Surroundings, OfAGivenServerAreNotMadeByUs) {
  server::DisposableServer server(options());
  const auto home = server.create();
  write_revision(1, "CREATE TABLE t (id int)", "DROP TABLE t");
  write("init.sql", "CREATE ROLE left_behind;");
  for (const std::string settings :
       {"init = [\"init.sql\"]", "roles = [\"left_behind\"]", "role = \"left_behind\""}) {
    configure(settings + "\n");
    const auto result = verify({"--server", home->url()});
    EXPECT_EQ(result.exit_code, 2) << settings;
    EXPECT_THAT(result.err, HasSubstr("server")) << settings;
  }
  postgres::Session session(home->conninfo());
  EXPECT_EQ(
      session.execute("SELECT count(*) FROM pg_roles WHERE rolname = 'left_behind'").text(0, 0),
      "0");
}

TEST_F(Surroundings, MayBeARoleThatDeploysOverTcp) {
  configure("role = \"app_owner\"\nlisten = \"tcp\"\n");
  write_revision(1, "CREATE TABLE t (id int)", "DROP TABLE t");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

TEST_F(Surroundings, TheRoleOwnsWhatAModelSays) {
  configure("role = \"app_owner\"\nmodel = [\"model.sql\"]\n");
  write("model.sql", "CREATE TABLE t (id int); COMMENT ON EXTENSION plpgsql IS 'x';");
  write_revision(1, "CREATE TABLE t (id int)", "DROP TABLE t");
  const auto result = verify();
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("extension plpgsql"), Not(HasSubstr("owner")), HasSubstr("1 error")));
}

TEST_F(Surroundings, TheRoleMayNotDoWhatASuperuserMay) {
  write_revision(1, "CREATE TABLE t (id int)", "DROP TABLE t");
  configure("");
  write_revision(2, "COMMENT ON EXTENSION plpgsql IS 'ours'",
                 "COMMENT ON EXTENSION plpgsql IS NULL");
  EXPECT_THAT(verify({"--role", "app_owner"}).out,
              AllOf(HasSubstr("must be owner of extension plpgsql"), HasSubstr("`init`")));
}

TEST_F(Surroundings, TheRoleDoesNotHinderTheSeederNorTheProbes) {
  configure("role = \"app_owner\"\n");
  write_revision(1,
                 "CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL); ALTER TABLE t ENABLE ROW "
                 "LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY",
                 "DROP TABLE t");
  write_revision(2, "ALTER TABLE t ADD CHECK (n > 0)", "ALTER TABLE t DROP CONSTRAINT t_n_check");
  const auto result = verify({"--rows", "10", "--probe"});
  EXPECT_THAT(result.out, AllOf(HasSubstr("constraint-fails-on-data"),
                                Not(HasSubstr("rows-not-seeded")), HasSubstr("0 errors")))
      << result.err;
}

}  // namespace
}  // namespace pgstair::cli
