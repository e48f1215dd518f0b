// SPDX-License-Identifier: MIT
//
// The model of a verification, in every form that a team may keep it in.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "schema_test.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Model : public SchemaTest {};

TEST_F(Model, MayBeASnapshotFileOrWhatACommandMakes) {
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

TEST_F(Model, ThatDoesNotLoadIsAFindingWithTheStatementAndItsPlace) {
  write("model.sql",
        "CREATE TABLE users (id int PRIMARY KEY);\n\nCREATE TABLE notes (\n"
        "  author int REFERENCES users,\n  body texxt);\n");
  const auto result = pgstair({"verify", folder().string(), "--format", "json"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  const auto report = nlohmann::json::parse(result.out);
  ASSERT_EQ(report["findings"].size(), 1u) << result.out;
  const auto& finding = report["findings"][0];
  EXPECT_EQ(finding["code"], "model-does-not-load");
  EXPECT_EQ(finding["location"]["file"], (folder() / "model.sql").string());
  EXPECT_EQ(finding["location"]["line"], 5);
  EXPECT_EQ(finding["location"]["column"], 8);
  EXPECT_EQ(finding["evidence"]["sqlstate"], "42704");
  EXPECT_THAT(finding["message"].get<std::string>(), HasSubstr("type \"texxt\" does not exist"));
  EXPECT_THAT(finding["evidence"]["statement"].get<std::string>(),
              HasSubstr("CREATE TABLE notes ("));
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
    EXPECT_THAT(result.err, HasSubstr("model.sql"));
    return result.err;
  };
  EXPECT_THAT(refusal_of(whole.substr(0, whole.size() / 2)), HasSubstr("ends or breaks off here"));
  EXPECT_THAT(refusal_of(replace_all(whole, "\"pgstair_snapshot\": 1", "\"pgstair_snapshot\": 7")),
              AllOf(HasSubstr("snapshot of format 7"), HasSubstr("take a newer pgstair")));
  EXPECT_THAT(refusal_of(replace_all(whole, "users_name", "users_title")), HasSubstr("checksum"));
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
  EXPECT_THAT(refusal("\"host=nowhere password='s3cret\""),
              AllOf(HasSubstr("pgstair.toml:2:9"), HasSubstr("a quote that does not end")));
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
