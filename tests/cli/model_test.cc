// SPDX-License-Identifier: MIT
//
// The model of a verification, in every form that a team may keep it in.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "masked.h"
#include "schema_test.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Model : public SchemaTest {};

TEST_F(Model, MayBeASnapshotFileOrWhatACommandMakes) {
  ASSERT_EQ(compare({"snapshot", "chain", "-o", "head.json"}).exit_code, 0);
  const auto verify_with = [&](const std::string& model) {
    write("pgstair.toml", "chain = \"chain\"\n" + model + "\nneighbours = [\"auth.sql\"]\n");
    return pgstair({"verify", folder().string()});
  };
  EXPECT_EQ(verify_with("model = [\"head.json\"]").exit_code, 0);
  EXPECT_EQ(verify_with(R"(model-command = """
psql -Xq -f model.sql && psql -Xqc 'CREATE TABLE schema_migrations ()'""")")
                .exit_code,
            0);
  const auto failed = verify_with("model-command = \"echo no luck >&2; exit 3\"");
  EXPECT_EQ(failed.exit_code, 1);
  EXPECT_EQ(masked(failed.out, {{folder().string(), "FOLDER"}}),
            R"(Walking 2 revisions of FOLDER/chain (native) on Postgres VERSION
  ✓ 2 revisions passed

the chain as a whole
  error  model-does-not-load  FOLDER/pgstair.toml:2:17
    The model does not load: exit status 3
      | echo no luck >&2; exit 3
      DETAIL: no luck
      → Correct the statement.

  not checked  model: the model does not load

2 revisions, 11 checks run, 1 not checked, Postgres VERSION, TIME
1 error, 0 warnings, 0 notes
)");
  const auto both = verify_with("model = [\"model.sql\"]\nmodel-command = \"true\"");
  EXPECT_EQ(both.exit_code, 2);
  EXPECT_EQ(masked(both.err, {{folder().string(), "FOLDER"}}),
            "pgstair: FOLDER/pgstair.toml:3:17: there is a model already, by `model`\n");
}

TEST_F(Model, ThatDoesNotLoadIsAFindingWithTheStatementAndItsPlace) {
  write("model.sql", R"sql(CREATE TABLE users (id int PRIMARY KEY);

CREATE TABLE notes (
  author int REFERENCES users,
  body texxt);
)sql");
  const auto result = pgstair({"verify", folder().string(), "--format", "json"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  const auto report = nlohmann::ordered_json::parse(result.out);
  EXPECT_EQ(masked(report["findings"].dump(2), {{folder().string(), "FOLDER"}}), R"json([
  {
    "code": "model-does-not-load",
    "severity": "error",
    "check": "model",
    "revision": "",
    "object": "",
    "message": "The model does not load: type \"texxt\" does not exist",
    "location": {
      "file": "FOLDER/model.sql",
      "line": 5,
      "column": 8
    },
    "evidence": {
      "line_of_statement": "3",
      "sqlstate": "42704",
      "statement": "CREATE TABLE notes (\n  author int REFERENCES users,\n  body texxt)"
    },
    "advice": "Correct the statement."
  }
])json");
  EXPECT_EQ(report["chain_checks"]["model"], "not_checked");
  EXPECT_EQ(report["chain_checks_not_run"]["model"], "the model does not load");
}

TEST_F(Model, InASnapshotFileThatIsDamagedOrOfALaterFormatIsAMistake) {
  ASSERT_EQ(compare({"snapshot", "chain", "-o", "model.sql"}).exit_code, 0);
  const std::string whole = read_file(folder() / "model.sql");
  ASSERT_EQ(pgstair({"verify", folder().string(), "-q"}).exit_code, 0);
  const auto refusal_of = [&](const std::string& text) {
    write("model.sql", text);
    const auto result = pgstair({"verify", folder().string(), "-q"});
    EXPECT_EQ(result.exit_code, 2) << result.out;
    return masked(result.err, {{folder().string(), "FOLDER"}});
  };
  EXPECT_EQ(refusal_of(whole.substr(0, whole.find("\"objects\""))),
            "pgstair: FOLDER/model.sql:5:2: this snapshot file ends or breaks off here: make it "
            "anew by `pgstair snapshot`\n");
  EXPECT_EQ(refusal_of(replace_all(whole, "\"pgstair_snapshot\": 1", "\"pgstair_snapshot\": 7")),
            "pgstair: FOLDER/model.sql: this is a snapshot of format 7, and this pgstair reads "
            "format 1: take a newer pgstair\n");
  EXPECT_EQ(refusal_of(replace_all(whole, "users_name", "users_title")),
            "pgstair: FOLDER/model.sql: the checksum of this snapshot file is wrong: it was edited "
            "or damaged; make it anew by `pgstair snapshot`\n");
  EXPECT_TRUE(nothing_is_left());
}

class LiveModel : public DatabaseInUse {
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

  postgres::Session(database_->conninfo()).execute(R"sql(
    CREATE INDEX by_hand ON users (lower(name));
    COMMENT ON TABLE users IS 'people';
  )sql");
  const auto other = verify_with_database();
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_EQ(masked(other.out), R"(the chain as a whole
  error  model-differs
    index by_hand on public.users is in the model and is not made by the chain
    table public.users is not what the model says: comment: people in the model, none in the chain
      → Add a revision for what the chain lacks, or correct the model.

2 revisions, 12 checks run, Postgres VERSION, TIME
2 errors, 0 warnings, 0 notes
)");
}

TEST_F(LiveModel, MayBeGivenByTheFlagInsteadOfTheModelInTheConfiguration) {
  postgres::Session(database_->conninfo()).execute("DROP INDEX users_name");
  const auto result =
      verify_with("\"model.sql\"", {"-q", "--model", database_->url(), "--format", "json"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  auto report = nlohmann::json::parse(result.out);
  EXPECT_EQ(report["findings"][0]["message"],
            "index users_name on public.users is made by the chain and is not in the model");
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
    return masked(result.err, {{folder().string(), "FOLDER"}});
  };
  const auto refused = AllOf(
      StartsWith("pgstair: FOLDER/pgstair.toml:2:9: the model cannot be read: cannot connect to "
                 "postgresql://app:***@127.0.0.1:1/shop: "),
      HasSubstr("refused"));
  EXPECT_THAT(refusal("\"postgresql://app:s3cret@127.0.0.1:1/shop\""), refused);
  EXPECT_THAT(refusal("\"postgres://app:s3cret@s3cret@127.0.0.1:1/shop\""), refused);

  demand_password_of("locked");
  EXPECT_THAT(
      refusal(as_role("locked&password=s3cret")),
      AllOf(StartsWith("pgstair: FOLDER/pgstair.toml:2:9: the model cannot be read: cannot connect "
                       "to postgresql:///"),
            HasSubstr("?user=locked&password=***&host="),
            EndsWith(R"(FATAL:  password authentication failed for user "locked"
  Is the address right, and may this role connect to it from here? A password may stand in PGPASSWORD or ~/.pgpass.
)")));

  postgres::Session(database_->conninfo()).execute(R"sql(
    CREATE ROLE auditor LOGIN;
    REVOKE EXECUTE ON FUNCTION pg_get_function_arguments(oid) FROM PUBLIC;
  )sql");
  EXPECT_THAT(
      refusal(as_role("auditor")),
      EndsWith(
          R"(pgstair: FOLDER/pgstair.toml:2:9: the model cannot be read: the catalog cannot be read: ERROR 42501: permission denied for function pg_get_function_arguments
  let the role read it, or connect as one that may
)"));
}

TEST_F(LiveModel, ThatIsNoAddressOrNotAloneIsAMistakeInTheConfiguration) {
  const auto refusal = [&](const std::string& model, Arguments flags = {}) {
    const auto result = verify_with(model, std::move(flags));
    EXPECT_EQ(result.exit_code, 2) << result.out;
    EXPECT_THAT(result.out + result.err, Not(HasSubstr("s3cret")));
    return masked(result.err, {{folder().string(), "FOLDER"}});
  };
  const std::string what_it_may_be =
      "; it is either postgresql://user@host:port/dbname or host=… port=… dbname=…, and a URL's "
      "password has %25 for %, %2F for / and %40 for @\n";
  EXPECT_EQ(refusal(R"("postgresql://app:s3cret%4@host/shop")"),
            "pgstair: FOLDER/pgstair.toml:2:9: the server's connection string has a % without two "
            "hexadecimal digits after it" +
                what_it_may_be);
  EXPECT_EQ(refusal(R"("postgresql://app:x/s3cret@host/shop")"),
            "pgstair: FOLDER/pgstair.toml:2:9: the server's connection string has a / before its "
            "@" +
                what_it_may_be);
  EXPECT_EQ(refusal(R"("host=nowhere password='s3cret")"),
            "pgstair: FOLDER/pgstair.toml:2:9: the server's connection string has a quote that "
            "does not end" +
                what_it_may_be);
  EXPECT_EQ(refusal(R"("model.sql")", {"--model", "postgresql://app:s3cret%4@host/shop"}),
            "pgstair: --model: the server's connection string has a % without two hexadecimal "
            "digits after it" +
                what_it_may_be);
  EXPECT_EQ(refusal(R"(["model.sql", "postgresql://app:s3cret@host/shop"])"),
            "pgstair: FOLDER/pgstair.toml:2:23: a database is the whole model: no other may stand "
            "beside it\n");
  EXPECT_EQ(refusal(R"(["postgresql://app:s3cret@host/shop", "metadata"])"),
            "pgstair: FOLDER/pgstair.toml:2:47: a database is the whole model: no other may stand "
            "beside it\n");
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
