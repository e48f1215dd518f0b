// SPDX-License-Identifier: MIT
//
// snapshot, diff and drift, over every sort of source.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli_test.h"
#include "postgres/session.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Diff : public CliTest {
 protected:
  Diff() {
    write("chain/0001_users.sql",
          "-- migrate:up\nCREATE TABLE users (id int PRIMARY KEY, name text NOT NULL);\n"
          "-- migrate:down\nDROP TABLE users;\n");
    write("chain/0002_total.sql",
          "-- migrate:up\nCREATE FUNCTION total() RETURNS int LANGUAGE sql AS $$\nSELECT 1;\n"
          "SELECT 2;\n$$;\nCREATE INDEX users_name ON users (name);\n"
          "-- migrate:down\nDROP INDEX users_name;\nDROP FUNCTION total();\n");
    write("pgstair.toml",
          "chain = \"chain\"\nmodel = [\"model.sql\"]\nneighbours = [\"auth.sql\"]\n");
    write("auth.sql", "CREATE SCHEMA auth;\nCREATE TABLE auth.sessions (id int);\n");
    write("model.sql",
          "CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL);\n"
          "CREATE INDEX users_name ON users (name);\n"
          "CREATE FUNCTION total() RETURNS int LANGUAGE sql AS $$\nSELECT 1;\nSELECT 2;\n$$;\n");
  }

  ProcessResult compare(Arguments arguments) const {
    arguments.insert(arguments.end(), {"-C", "."});
    return pgstair(arguments, folder());
  }
};

TEST_F(Diff, IsSilentAboutAChainAndItsModel) {
  const auto result = compare({"diff", "chain", "model"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("No difference"));
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(Diff, TellsTwoRevisionsApart) {
  const auto result = compare({"diff", "chain@0001_users", "chain@head"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("+ function public.total()"),
                                HasSubstr("+ index users_name on public.users"),
                                HasSubstr("2 only in B (+), 0 only in A (-), 0 different (~)")));
}

TEST_F(Diff, ReadsBackTheSnapshotFilesThatItWrote) {
  ASSERT_EQ(compare({"snapshot", "chain", "-o", "head.json"}).exit_code, 0);
  EXPECT_EQ(compare({"diff", "head.json", "chain"}).exit_code, 0);
  const std::string first = read_file(folder() / "head.json");
  EXPECT_EQ(compare({"snapshot", "head.json"}).out, first);
  EXPECT_THAT(first, HasSubstr("\"SELECT 2;\"")) << "a line of a body is a line of the file";
}

TEST_F(Diff, ShowsABodyAsAUnifiedDiff) {
  write("other.sql", replace_all(read_file(folder() / "model.sql"), "SELECT 2", "SELECT 3"));
  const auto result = compare({"diff", "model", "other.sql"});
  EXPECT_THAT(result.out, AllOf(HasSubstr("~ function public.total()"), HasSubstr("-SELECT 2;"),
                                HasSubstr("+SELECT 3;"), Not(HasSubstr("-SELECT 1;"))));
}

TEST_F(Diff, SuspectsARename) {
  write("other.sql", replace_all(read_file(folder() / "model.sql"), "name text", "title text"));
  write("other.sql", replace_all(read_file(folder() / "other.sql"), "(name)", "(title)"));
  const auto result = compare({"diff", "model", "other.sql"});
  EXPECT_THAT(result.out, HasSubstr("→ column public.users.name is probably column "
                                    "public.users.title\n    everything but its name is the same"));
}

TEST_F(Diff, IsJsonForMachines) {
  const auto result = compare({"diff", "chain@0001", "chain@0002", "--format", "json"});
  const auto json = nlohmann::json::parse(result.out);
  EXPECT_EQ(json["format_version"], 1);
  EXPECT_EQ(json["a"]["source"], "chain@0001_users");
  ASSERT_EQ(json["differences"].size(), 2u);
  EXPECT_EQ(json["differences"][0]["change"], "added");
  EXPECT_EQ(json["differences"][0]["object"], "function public.total()");
}

TEST_F(Diff, IsAboutWhatTheFiltersLeave) {
  const auto diff = [&](Arguments filter) {
    filter.insert(filter.begin(), {"diff", "chain@base", "chain@head"});
    return compare(filter).out;
  };
  EXPECT_THAT(diff({"--kind", "function"}), AllOf(HasSubstr("total"), Not(HasSubstr("users"))));
  EXPECT_THAT(diff({"--name", "use*"}), AllOf(Not(HasSubstr("total()")), HasSubstr("users")));
  EXPECT_THAT(diff({"--name", "/^public\\.t/"}),
              AllOf(HasSubstr("total"), Not(HasSubstr("users"))));
  EXPECT_THAT(diff({"--ignore", "users"}), AllOf(HasSubstr("total"), Not(HasSubstr("users"))));
  EXPECT_THAT(diff({"--schema", "auth"}), HasSubstr("No difference"));
}

TEST_F(Diff, LoadsAPlainDumpWithRowsAndForeignRoles) {
  const auto result =
      pgstair({"diff", PGSTAIR_SOURCE_DIR "/tests/cli/dump.sql", "chain", "-C", folder().string()});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("owner: somebody_else → postgres"),
                                HasSubstr("+ function public.total()"), Not(HasSubstr("column"))));
}

TEST_F(Diff, CreatesNoRoleOnAServerThatWasGiven) {
  server::DisposableServer given(options());
  const auto database = given.create();
  const auto result = compare(
      {"diff", PGSTAIR_SOURCE_DIR "/tests/cli/dump.sql", "chain", "--server", database->url()});
  EXPECT_EQ(result.exit_code, 2) << result.out;
  EXPECT_THAT(result.err, HasSubstr("role \"somebody_else\" does not exist"));
  EXPECT_EQ(postgres::Session(database->conninfo())
                .execute("SELECT count(*) FROM pg_roles WHERE rolname = 'somebody_else'")
                .text(0, 0),
            "0");
}

TEST_F(Diff, SaysWhatIsWrongWithASource) {
  write("broken.sql", "CREATE TABLE a ();\nCREATE TABLE b (\n  x no_such_type);\n");
  write("cut.json", "{\n \"pgstair_snapshot\": 1,\n \"server\": \"15");
  write("new.json", "{\n \"pgstair_snapshot\": 2,\n \"objects\": []}");
  write("custom.dump", "PGDMP...");
  ASSERT_EQ(compare({"snapshot", "model", "-o", "edited.json"}).exit_code, 0);
  write("edited.json", replace_all(read_file(folder() / "edited.json"), "users", "losers"));
  const auto refusal = [&](const std::string& source) {
    const auto result = compare({"diff", source, "model"});
    EXPECT_EQ(result.exit_code, 2) << source << "\n" << result.out;
    return result.err;
  };
  EXPECT_THAT(refusal("broken.sql"), AllOf(HasSubstr("broken.sql:3:5"), HasSubstr("no_such_type")));
  EXPECT_THAT(refusal("cut.json"), HasSubstr("cut.json:3:"));
  EXPECT_THAT(refusal("new.json"), HasSubstr("snapshot of format 2"));
  EXPECT_THAT(refusal("edited.json"), HasSubstr("checksum"));
  EXPECT_THAT(refusal("custom.dump"), HasSubstr("pg_restore"));
  EXPECT_THAT(refusal("nothing"), HasSubstr("is no file, no folder and no database"));
  EXPECT_THAT(refusal("chain@0003"), HasSubstr("0003"));
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(Diff, TakesAModelInAnyForm) {
  ASSERT_EQ(compare({"snapshot", "chain", "-o", "head.json"}).exit_code, 0);
  const auto verify_with = [&](const std::string& model) {
    write("pgstair.toml", "chain = \"chain\"\n" + model + "\nneighbours = [\"auth.sql\"]\n");
    return pgstair({"verify", folder().string()});
  };
  EXPECT_EQ(verify_with("model = [\"head.json\"]").exit_code, 0);
  EXPECT_EQ(verify_with("model-command = 'psql -Xq -f model.sql && psql -Xqc \"CREATE TABLE "
                        "schema_migrations ()\"'")
                .exit_code,
            0);
  const auto failed = verify_with("model-command = \"echo no luck >&2; exit 3\"");
  EXPECT_EQ(failed.exit_code, 1);
  EXPECT_THAT(failed.out, AllOf(HasSubstr("model-does-not-load"), HasSubstr("pgstair.toml:2:"),
                                HasSubstr("exit status 3"), HasSubstr("no luck")));
  const auto both = verify_with("model = [\"model.sql\"]\nmodel-command = \"true\"");
  EXPECT_EQ(both.exit_code, 2);
  EXPECT_THAT(both.err, HasSubstr("pgstair.toml:3:"));
}

class Drift : public Diff {
 protected:
  /// A database in use: the chain's, deployed by another role, with a version table and neighbours
  /// that grew.
  Drift() : server_(options()), database_(server_.create()) {
    postgres::Session session(database_->conninfo());
    session.execute(read_file(folder() / "auth.sql"));
    session.execute("CREATE TABLE auth.more (id int); ALTER TABLE auth.sessions ADD x int");
    session.execute("CREATE ROLE app; GRANT CREATE ON SCHEMA public TO app WITH GRANT OPTION");
    session.execute("REVOKE CREATE ON SCHEMA public FROM app CASCADE; SET ROLE postgres");
    session.execute(read_file(folder() / "model.sql"));
    session.execute("ALTER TABLE users OWNER TO app; ALTER FUNCTION total() OWNER TO app");
    session.execute(
        "CREATE TABLE schema_migrations (version text); CREATE SEQUENCE s; "
        "SELECT nextval('s'); DROP SEQUENCE s");
  }

  ProcessResult drift() const { return compare({"drift", "--url", database_->url()}); }

  server::DisposableServer server_;
  std::unique_ptr<postgres::ScratchDatabase> database_;
};

TEST_F(Drift, SaysNothingOfNeighboursVersionTablesAndTheDeployersName) {
  const auto result = drift();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  const auto by_model = compare({"drift", "--expected", "model", "--url", database_->url()});
  EXPECT_EQ(by_model.exit_code, 0) << by_model.out << by_model.err;
}

TEST_F(Drift, NamesWhatSomebodyDidByHand) {
  postgres::Session(database_->conninfo())
      .execute("CREATE INDEX CONCURRENTLY by_hand ON users (lower(name))");
  const auto result = drift();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("+ index by_hand on public.users"),
                                HasSubstr("1 only in B (+), 0 only in A (-), 0 different (~)")));
}

TEST_F(Drift, TellsWhatARoleMayNotSee) {
  postgres::Session owner(database_->conninfo());
  owner.execute(
      "CREATE ROLE auditor LOGIN; CREATE SCHEMA hidden; CREATE TABLE hidden.t (id serial);"
      "CREATE FUNCTION hidden.f() RETURNS int LANGUAGE sql AS 'SELECT 1';"
      "CREATE VIEW v AS SELECT hidden.f(), id FROM hidden.t;"
      "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;"
      "CREATE USER MAPPING FOR app SERVER s OPTIONS (password 'secret')");
  const std::string as_auditor = database_->url() + "&user=auditor";

  const auto result = compare({"diff", "--sequence-values", database_->url(), as_auditor});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("No difference"),
                    HasSubstr("Not compared, as a role that read A or B may not see it: "
                              "sequence value, subscription, user mapping")));

  const auto file = (folder() / "seen.json").string();
  const auto written = compare({"snapshot", as_auditor, "-o", file});
  EXPECT_EQ(written.exit_code, 0);
  EXPECT_THAT(written.err, HasSubstr("not read, as the role may not see it: user mapping"));
  const auto json = compare({"diff", "--format", "json", database_->url(), file});
  EXPECT_EQ(json.exit_code, 0) << json.out;
  EXPECT_THAT(json.out, AllOf(HasSubstr("\"user mapping\""), HasSubstr("\"subscription\"")));
}

TEST_F(Drift, DoesNotWaitForAMigrationWithoutEnd) {
  postgres::Session migration(database_->conninfo());
  migration.execute("CREATE SEQUENCE busy");
  migration.execute("BEGIN; ALTER SEQUENCE busy RENAME TO idle");
  const auto result = drift();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("55P03"), HasSubstr("migration that runs there")));
}

TEST_F(Drift, WritesNothing) {
  const auto content = [&] {
    return postgres::Session(database_->conninfo())
        .execute("SELECT string_agg(c::text || c.xmin, '' ORDER BY c.oid) FROM pg_class c")
        .text(0, 0);
  };
  const auto before = content();
  ASSERT_EQ(drift().exit_code, 0);
  EXPECT_EQ(content(), before);
}

/// The same database as the `model` of a verification.
class LiveModel : public Drift {
 protected:
  ProcessResult verify_with(const std::string& model, Arguments flags = {"-q"}) const {
    write("pgstair.toml",
          "chain = \"chain\"\nmodel = " + model + "\nneighbours = [\"auth.sql\"]\n");
    flags.insert(flags.begin(), {"verify", folder().string()});
    return pgstair(flags);
  }
  ProcessResult verify_with_database(Arguments flags = {"-q"}) const {
    return verify_with("\"" + database_->url() + "\"", std::move(flags));
  }

  std::string as_role(const std::string& role) const {
    return "\"" + database_->url() + "&user=" + role + "\"";
  }

  /// From now on, `role` must give a password.
  void demand_password_of(const std::string& role) const {
    postgres::Session owner(database_->conninfo());
    owner.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'right'");
    const std::string file = owner.execute("SHOW hba_file").text(0, 0);
    const std::string rules = read_file(file);
    std::ofstream(file) << "local all " << role << " scram-sha-256\n" << rules;
    owner.execute("SELECT pg_reload_conf()");
  }
};

TEST_F(LiveModel, IsWhatTheChainMakesUnlessSomebodyDidSomethingByHand) {
  const auto same = verify_with_database();
  EXPECT_EQ(same.exit_code, 0) << same.out << same.err;

  postgres::Session(database_->conninfo())
      .execute("CREATE INDEX by_hand ON users (lower(name)); COMMENT ON TABLE users IS 'people'");
  const auto other = verify_with_database();
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_THAT(other.out,
              AllOf(HasSubstr("index by_hand on public.users is in the model and is not made by"),
                    HasSubstr("table public.users is not what the model says: comment"),
                    HasSubstr("0 warnings"), Not(HasSubstr("auth")), Not(HasSubstr("owner"))));
}

TEST_F(LiveModel, MayBeGivenByTheFlagInsteadOfTheModelInTheConfiguration) {
  postgres::Session(database_->conninfo()).execute("DROP INDEX users_name");
  const auto result =
      verify_with("\"model.sql\"", {"-q", "--model", database_->url(), "--format", "json"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, HasSubstr("index users_name on public.users is made by the chain and"));
}

TEST_F(LiveModel, IsASourceAsWell) {
  ASSERT_EQ(verify_with_database().exit_code, 0);
  EXPECT_EQ(compare({"diff", "model", database_->url()}).exit_code, 0);
  EXPECT_EQ(compare({"drift", "--expected", "model", "--url", database_->url()}).exit_code, 0);
}

TEST_F(LiveModel, IsOnlyRead) {
  const auto content = [&] {
    return postgres::Session(database_->conninfo())
        .execute("SELECT string_agg(c::text || c.xmin, '' ORDER BY c.oid) FROM pg_class c")
        .text(0, 0);
  };
  const auto before = content();
  ASSERT_EQ(verify_with_database().exit_code, 0);
  EXPECT_EQ(content(), before);
}

TEST_F(LiveModel, WhatItsReaderMayNotSeeIsNotChecked) {
  postgres::Session(database_->conninfo()).execute("CREATE ROLE auditor LOGIN");
  const auto result = verify_with(as_role("auditor"), {"--format", "json"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  const auto report = nlohmann::json::parse(result.out);
  EXPECT_EQ(report["chain_checks"]["model"], "passed");
  EXPECT_EQ(report["chain_checks"]["whole_model"], "not_checked");
  EXPECT_EQ(report["chain_checks_not_run"]["whole_model"],
            "the role that read the model may not see these: subscription, user mapping");
}

TEST_F(LiveModel, ThatCannotBeReadIsAnErrorWithItsPlace) {
  const auto refusal = [&](const std::string& model) {
    const auto result = verify_with(model, {"-v"});
    EXPECT_EQ(result.exit_code, 3) << result.out;
    EXPECT_THAT(result.out + result.err, Not(HasSubstr("s3cret")));
    EXPECT_THAT(result.err, HasSubstr("pgstair.toml:2:9: the model cannot be read"));
    return result.err;
  };
  EXPECT_THAT(refusal("\"postgresql://app:s3cret@127.0.0.1:1/shop\""),
              AllOf(HasSubstr("postgresql://app:***@127.0.0.1:1/shop"), HasSubstr("refused")));
  EXPECT_THAT(refusal("\"postgres://app:s3cret@s3cret@127.0.0.1:1/shop\""), HasSubstr("refused"));

  demand_password_of("locked");
  EXPECT_THAT(refusal(as_role("locked&password=s3cret")),
              AllOf(HasSubstr("password authentication failed"), HasSubstr("user=locked")));

  postgres::Session(database_->conninfo())
      .execute(
          "CREATE ROLE auditor LOGIN;"
          "REVOKE EXECUTE ON FUNCTION pg_get_function_arguments(oid) FROM PUBLIC");
  EXPECT_THAT(refusal(as_role("auditor")),
              AllOf(HasSubstr("pg_get_function_arguments"), HasSubstr("let the role read it")));
}

TEST_F(LiveModel, ThatIsNoAddressOrNotAloneIsAMistakeInTheConfiguration) {
  const auto refusal = [&](const std::string& model, Arguments flags = {}) {
    const auto result = verify_with(model, std::move(flags));
    EXPECT_EQ(result.exit_code, 2) << result.out;
    EXPECT_THAT(result.out + result.err, Not(HasSubstr("s3cret")));
    return result.err;
  };
  EXPECT_THAT(refusal("\"postgresql://app:s3cret%4@host/shop\""),
              AllOf(HasSubstr("pgstair.toml:2:9"), HasSubstr("hexadecimal")));
  EXPECT_THAT(refusal("\"postgresql://app:x/s3cret@host/shop\""),
              AllOf(HasSubstr("pgstair.toml:2:9"), HasSubstr("%2F")));
  EXPECT_THAT(refusal("[\"model.sql\", \"postgresql://app:s3cret@host/shop\"]"),
              AllOf(HasSubstr("pgstair.toml:2:23"), HasSubstr("no other may stand beside it")));
  EXPECT_THAT(refusal("[\"postgresql://app:s3cret@host/shop\", \"metadata\"]"),
              HasSubstr("pgstair.toml:2:47"));
  EXPECT_THAT(refusal("\"model.sql\"", {"--model", "postgresql://app:s3cret%4@host/shop"}),
              HasSubstr("--model: "));
}

/// A database on another major version than the one under test.
TEST_F(LiveModel, OfAnotherServerVersionDiffersInNothingThatTheServerBrings) {
  const int here = installation_under_test().major;
  std::optional<server::Installation> other;
  for (const auto& found : server::find_installations()) {
    if (found.major != here) other = found;
  }
  if (!other) GTEST_SKIP() << "there is only one version here: scripts/fetch-postgres 18";
  server::DisposableServer elsewhere({*other, false, {}});
  const auto database = elsewhere.create();
  postgres::Session(database->conninfo()).execute(read_file(folder() / "model.sql"));
  const std::string model = "\"" + database->url() + "\"";

  const auto on_ours = verify_with(model, {"-q", "--pg", std::to_string(here)});
  EXPECT_EQ(on_ours.exit_code, 0) << on_ours.out << on_ours.err;
  const auto report = verify_with(model, {"--format", "json"});
  const std::string version = nlohmann::json::parse(report.out)["server"]["version"];
  EXPECT_EQ(std::atoi(version.c_str()), other->major) << "the chain is walked on the same version";
}

}  // namespace
}  // namespace pgstair::cli
