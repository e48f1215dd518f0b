// SPDX-License-Identifier: MIT
//
// snapshot, diff and drift, over every sort of source.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "masked.h"
#include "schema_test.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

class Diff : public SchemaTest {};

TEST_F(Diff, IsSilentAboutAChainAndItsModel) {
  const auto result = compare({"diff", "chain", "model"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_EQ(masked(result.out), R"(A  chain@0002_total  (Postgres VERSION)
B  model  (Postgres VERSION)

No difference
)");
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(Diff, TellsTwoRevisionsApart) {
  const auto result = compare({"diff", "chain@0001_users", "chain@head"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_EQ(masked(result.out), R"(A  chain@0001_users  (Postgres VERSION)
B  chain@0002_total  (Postgres VERSION)

+ function public.total()

+ index users_name on public.users

2 only in B (+), 0 only in A (-), 0 different (~)
)");
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
  EXPECT_THAT(result.out, HasSubstr("~ function public.total()\n    body:"));
  EXPECT_THAT(result.out, EndsWith(R"(
       SELECT 1;
      -SELECT 2;
      +SELECT 3;

0 only in B (+), 0 only in A (-), 1 different (~)
)"));
}

TEST_F(Diff, SuspectsARename) {
  write("other.sql", replace_all(read_file(folder() / "model.sql"), "name text", "title text"));
  write("other.sql", replace_all(read_file(folder() / "other.sql"), "(name)", "(title)"));
  const auto result = compare({"diff", "model", "other.sql"});
  EXPECT_EQ(masked(result.out), R"(A  model  (Postgres VERSION)
B  other.sql  (Postgres VERSION)

→ column public.users.name is probably column public.users.title
    everything but its name is the same
~ index users_name on public.users
    definition: btree (name) → btree (title)

0 only in B (+), 0 only in A (-), 1 different (~), 1 probably renamed (→)
)");
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
    return masked(compare(filter).out);
  };
  const std::string function_alone = R"(A  chain@base  (Postgres VERSION)
B  chain@0002_total  (Postgres VERSION)

+ function public.total()

1 only in B (+), 0 only in A (-), 0 different (~)
)";
  const std::string table_alone = R"(A  chain@base  (Postgres VERSION)
B  chain@0002_total  (Postgres VERSION)

+ table public.users

1 only in B (+), 0 only in A (-), 0 different (~)
)";
  const std::string nothing = R"(A  chain@base  (Postgres VERSION)
B  chain@0002_total  (Postgres VERSION)

No difference
)";
  EXPECT_EQ(diff({"--kind", "function"}), function_alone);
  EXPECT_EQ(diff({"--name", "use*"}), table_alone);
  EXPECT_EQ(diff({"--name", "/^public\\.t/"}), function_alone);
  EXPECT_EQ(diff({"--ignore", "users"}), function_alone);
  EXPECT_EQ(diff({"--schema", "auth"}), nothing);
}

TEST_F(Diff, LoadsAPlainDumpWithRowsAndForeignRoles) {
  const std::string dump = PGSTAIR_SOURCE_DIR "/tests/cli/dump.sql";
  const auto result = compare({"diff", dump, "chain"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_EQ(masked(result.out, {{dump, "dump.sql"}}), R"(A  dump.sql  (Postgres VERSION)
B  chain@0002_total  (Postgres VERSION)

+ function public.total()

~ table public.users
    owner: somebody_else → postgres

1 only in B (+), 0 only in A (-), 1 different (~)
)");
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
  write("broken.sql", R"sql(CREATE TABLE a ();
CREATE TABLE b (
  x no_such_type);
)sql");
  write("cut.json", R"({
 "pgstair_snapshot": 1,
 "server": "15)");
  write("new.json", R"({
 "pgstair_snapshot": 2,
 "objects": []
})");
  write("custom.dump", "PGDMP...");
  ASSERT_EQ(compare({"snapshot", "model", "-o", "edited.json"}).exit_code, 0);
  write("edited.json", replace_all(read_file(folder() / "edited.json"), "users", "losers"));
  std::string refusals;
  for (const std::string source : {"broken.sql", "cut.json", "new.json", "edited.json",
                                   "custom.dump", "nothing", "chain@0003"}) {
    const auto result = compare({"diff", source, "model"});
    EXPECT_EQ(result.exit_code, 2) << source << "\n" << result.out;
    refusals += result.err;
  }
  EXPECT_EQ(
      refusals,
      R"(pgstair: broken.sql:3:5: does not load: ERROR 42704: type "no_such_type" does not exist
pgstair: cut.json:3:15: this snapshot file ends or breaks off here: make it anew by `pgstair snapshot`
pgstair: new.json: this is a snapshot of format 2, and this pgstair reads format 1: take a newer pgstair
pgstair: edited.json: the checksum of this snapshot file is wrong: it was edited or damaged; make it anew by `pgstair snapshot`
pgstair: custom.dump: this is a dump in pg_dump's custom format; make it a script first: pg_restore --schema-only --file=schema.sql FILE
pgstair: 'nothing' is no file, no folder and no database; a source is postgresql://…, chain, chain@REVISION, model, a snapshot file, an SQL or pg_dump file, or a folder of SQL files
pgstair: no revision 0003 in the chain
)");
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
  EXPECT_EQ(masked(result.out, {{database_->url(), "DATABASE"}}),
            R"(A  chain@0002_total  (Postgres VERSION)
B  DATABASE  (Postgres VERSION)

+ index by_hand on public.users

1 only in B (+), 0 only in A (-), 0 different (~)
)");
}

TEST_F(Drift, TellsWhatARoleMayNotSee) {
  postgres::Session(database_->conninfo()).execute(R"sql(
    CREATE ROLE auditor LOGIN;
    CREATE SCHEMA hidden;
    CREATE TABLE hidden.t (id serial);
    CREATE FUNCTION hidden.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
    CREATE VIEW v AS SELECT hidden.f(), id FROM hidden.t;
    CREATE FOREIGN DATA WRAPPER w;
    CREATE SERVER s FOREIGN DATA WRAPPER w;
    CREATE USER MAPPING FOR app SERVER s OPTIONS (password 'secret');
  )sql");
  const std::string as_auditor = database_->url() + "&user=auditor";

  const auto result = compare({"diff", "--sequence-values", database_->url(), as_auditor});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(masked(result.out, {{database_->url(), "DATABASE"}}), R"(A  DATABASE  (Postgres VERSION)
B  DATABASE&user=auditor  (Postgres VERSION)

No difference
Not compared, as a role that read A or B may not see it: sequence value, subscription, user mapping
)");

  const auto file = (folder() / "seen.json").string();
  const auto written = compare({"snapshot", as_auditor, "-o", file});
  EXPECT_EQ(written.exit_code, 0);
  EXPECT_EQ(written.err, R"(pgstair: not read, as the role may not see it: sequence value
pgstair: not read, as the role may not see it: subscription
pgstair: not read, as the role may not see it: user mapping
)");
  const auto json = compare({"diff", "--format", "json", database_->url(), file});
  EXPECT_EQ(json.exit_code, 0) << json.out;
  EXPECT_EQ(nlohmann::json::parse(json.out)["not_compared"],
            nlohmann::json::array({"subscription", "user mapping"}));
}

TEST_F(Drift, NeedsTheCatalogsThatEverythingStandsInAndNamesTheOthersThatItMayNotRead) {
  postgres::Session owner(database_->conninfo());
  owner.execute(R"sql(
    CREATE ROLE auditor LOGIN;
    CREATE POLICY p ON users;
    REVOKE SELECT ON pg_policy FROM PUBLIC;
  )sql");
  const std::string as_auditor = database_->url() + "&user=auditor";
  const auto without_policies = compare({"diff", database_->url(), as_auditor});
  EXPECT_EQ(without_policies.exit_code, 0) << without_policies.err;
  EXPECT_EQ(masked(without_policies.out, {{database_->url(), "DATABASE"}}),
            R"(A  DATABASE  (Postgres VERSION)
B  DATABASE&user=auditor  (Postgres VERSION)

No difference
Not compared, as a role that read A or B may not see it: policy, subscription, user mapping
)");

  owner.execute("REVOKE SELECT ON pg_class FROM PUBLIC");
  const auto blind = compare({"diff", database_->url(), as_auditor});
  EXPECT_EQ(blind.exit_code, 3) << blind.out;
  EXPECT_EQ(
      blind.err,
      R"(pgstair: the catalog cannot be read: ERROR 42501: permission denied for table pg_class
  let the role read it, or connect as one that may
)");
}

TEST_F(Drift, DoesNotWaitForAMigrationWithoutEnd) {
  postgres::Session migration(database_->conninfo());
  migration.execute("CREATE SEQUENCE busy");
  migration.execute("BEGIN; ALTER SEQUENCE busy RENAME TO idle");
  const auto result = drift();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, EndsWith(R"(ERROR 55P03: canceling statement due to lock timeout
  wait until the migration that runs there has ended
)"));
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
