// SPDX-License-Identifier: MIT
//
// snapshot, diff and drift, over every sort of source.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "schema_test.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Diff : public SchemaTest {};

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
class Drift : public DatabaseInUse {
 protected:
  ProcessResult drift() const { return compare({"drift", "--url", database_->url()}); }
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

TEST_F(Drift, NeedsTheCatalogsThatEverythingStandsInAndNamesTheOthersThatItMayNotRead) {
  postgres::Session owner(database_->conninfo());
  owner.execute("CREATE ROLE auditor LOGIN; CREATE POLICY p ON users");
  owner.execute("REVOKE SELECT ON pg_policy FROM PUBLIC");
  const std::string as_auditor = database_->url() + "&user=auditor";
  const auto without_policies = compare({"diff", database_->url(), as_auditor});
  EXPECT_EQ(without_policies.exit_code, 0) << without_policies.err;
  EXPECT_THAT(without_policies.out,
              HasSubstr("may not see it: policy, subscription, user mapping"));

  owner.execute("REVOKE SELECT ON pg_class FROM PUBLIC");
  const auto blind = compare({"diff", database_->url(), as_auditor});
  EXPECT_EQ(blind.exit_code, 3) << blind.out;
  EXPECT_THAT(blind.err, AllOf(HasSubstr("permission denied for table pg_class"),
                               HasSubstr("let the role read it")));
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

}  // namespace
}  // namespace pgstair::cli
