// SPDX-License-Identifier: MIT
//
// Databases in use, as each tool leaves them, asked where they stand before a squash comes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chain_folder.h"
#include "cli/cli_test.h"
#include "preflight/version_rows.h"
#include "server/disposable_server.h"
#include "squash/check.h"
#include "support/text.h"

namespace pgstair::squash {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const WrittenRevision first{"0001", "a", "CREATE TABLE a (id int);\n", "DROP TABLE a;\n"};
const WrittenRevision second{"0002", "b", "CREATE TABLE b (id int);\n", "DROP TABLE b;\n"};
const WrittenRevision third{"0003", "c", "CREATE TABLE c (id int);\n", "DROP TABLE c;\n"};
const WrittenRevision squash{"0002", "b", first.up + second.up, second.down + first.down};

/// What a tool's table holds after some versions, as SQL; `checksums`: of the files, in hexadecimal
/// for sqlx, as a number for Flyway.
struct VersionTable {
  std::string made_by;
  std::string row;  ///< @ is the version, # the checksum
  bool last_only = false;
};

const std::map<std::string, VersionTable> version_tables{
    {"native",
     {"CREATE TABLE schema_migrations (version varchar PRIMARY KEY)",
      "INSERT INTO schema_migrations VALUES ('000@')"}},
    {"golang-migrate",
     {"CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL)",
      "INSERT INTO schema_migrations VALUES (@, false)", true}},
    {"goose",
     {"CREATE TABLE goose_db_version (id int GENERATED ALWAYS AS IDENTITY, version_id bigint, "
      "is_applied boolean, tstamp timestamp); INSERT INTO goose_db_version (version_id, "
      "is_applied) VALUES (0, true)",
      "INSERT INTO goose_db_version (version_id, is_applied) VALUES (@, true)"}},
    {"diesel",
     {"CREATE TABLE __diesel_schema_migrations (version varchar(50) PRIMARY KEY)",
      "INSERT INTO __diesel_schema_migrations VALUES ('000@')"}},
    {"sqlx",
     {"CREATE TABLE _sqlx_migrations (version bigint PRIMARY KEY, success boolean, checksum bytea)",
      "INSERT INTO _sqlx_migrations VALUES (@, true, '\\x#')"}},
    {"flyway",
     {"CREATE TABLE flyway_schema_history (installed_rank int, version varchar, type varchar, "
      "script varchar, checksum int, success boolean)",
      "INSERT INTO flyway_schema_history VALUES (@, '000@', 'SQL', '', #, true)"}}};

class Deployed : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    server_.emplace(server::ServerOptions{
        .installation = installation_under_test(), .keep = false, .locale = {}});
    write_chain(folder_.path() / "old", GetParam(), {first, second, third});
    write_chain(folder_.path() / "new", GetParam(), {squash, third});
  }

  /// A database with these versions noted, and what the first `schema` of the old chain make.
  std::string database(const std::vector<int>& versions, int schema,
                       const std::vector<WrittenRevision>& files = {first, second, third}) {
    databases_.push_back(server_->create());
    postgres::Session session(databases_.back()->conninfo());
    const auto& table = version_tables.at(GetParam());
    session.execute(table.made_by);
    for (const int version : versions) {
      if (table.last_only && version != versions.back()) continue;
      const auto index = static_cast<std::size_t>(version - 1);
      const std::string checksum = preflight::checksum_of(session, GetParam(), files[index].up);
      session.execute(
          replace_all(replace_all(table.row, "@", std::to_string(version)), "#", checksum));
    }
    const std::vector<WrittenRevision> all{first, second, third};
    for (int i = 0; i < schema; ++i) session.execute(all[static_cast<std::size_t>(i)].up);
    return databases_.back()->conninfo();
  }

  /// "outcome: codes", one a database.
  std::vector<std::string> outcomes(std::vector<std::string> urls) {
    Chains chains;
    for (auto [options, name] : {std::pair{&chains.old_chain, "old"}, {&chains.new_chain, "new"}}) {
      options->chain = folder_.path() / name;
      options->format = GetParam();
      options->postgres = choice_under_test();
    }
    chains.deployed = std::move(urls);
    std::vector<std::string> told;
    for (const auto& database : check(chains).deployed) told.push_back(database.outcome);
    return told;
  }

 private:
  TempDir folder_;
  std::optional<server::DisposableServer> server_;
  std::vector<std::unique_ptr<postgres::ScratchDatabase>> databases_;
};

TEST_P(Deployed, IsToldWhereItStands) {
  const bool keeps_checksums = GetParam() == "sqlx" || GetParam() == "flyway";
  const std::string at_the_end = keeps_checksums ? "stranded" : "goes on";
  const std::string beyond = keeps_checksums ? "stranded" : "passes";
  // The third is what the new chain itself has made; golang-migrate notes no more than that.
  EXPECT_THAT(outcomes({database({}, 0), database({1}, 1), database({1, 2}, 2),
                        database({1, 2, 3}, 3), database({2, 3}, 3, {first, squash, third}),
                        database({}, 1), database({1, 2, 3}, 2)}),
              ElementsAre("new", "stranded", at_the_end, beyond, "passes", "unmanaged",
                          keeps_checksums ? "stranded" : "differs"));
}

INSTANTIATE_TEST_SUITE_P(OfEachTool, Deployed,
                         testing::Values("native", "golang-migrate", "goose", "diesel", "sqlx",
                                         "flyway"),
                         [](const auto& instance) {
                           std::string name = instance.param;
                           std::erase(name, '-');
                           return name;
                         });

/// The program, and a repository with a release in it.
class DeployedFromGit : public cli::CliTest {
 protected:
  DeployedFromGit()
      : server_({.installation = installation_under_test(), .keep = false, .locale = {}}),
        database_(server_.create()) {}

  void git(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"git", "-c", "user.name=test", "-c",
                                         "user.email=test@example.org", "-C", folder().string()});
    EXPECT_TRUE(run({.arguments = arguments}).succeeded());
  }

  void SetUp() override {
    CliTest::SetUp();
    git({"init", "-q"});
    write_chain(folder() / "db", "native", {first, second});
    git({"add", "."});
    git({"commit", "-qm", "two revisions"});
    git({"tag", "v1.2"});
    write_chain(folder() / "db", "native", {third});
    git({"add", "."});
    git({"commit", "-qm", "a third"});
    std::filesystem::remove(folder() / "db/0001_a.sql");
    write_chain(folder() / "db", "native", {squash});
    execute("CREATE TABLE schema_migrations (version varchar PRIMARY KEY)");
    execute("INSERT INTO schema_migrations VALUES ('0001')");
    execute(first.up);
  }

  void execute(const std::string& sql) { postgres::Session(database_->conninfo()).execute(sql); }

  ProcessResult ask(const std::string& url) {
    return cli::pgstair({"squash", "--check", "db", "--against", "HEAD", "--url", url}, folder());
  }

  server::DisposableServer server_;
  std::unique_ptr<postgres::ScratchDatabase> database_;
};

TEST_F(DeployedFromGit, IsSentToTheLastTagThatHasTheFilesAndItsPasswordIsNotTold) {
  const auto ran = ask(database_->conninfo() + " password='sesame'");
  EXPECT_EQ(ran.exit_code, 1) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("LACKS: 0002_b"));
  EXPECT_THAT(ran.out, HasSubstr("Bring it to 0002_b with the files of v1.2, the last tag"));
  EXPECT_THAT(ran.out + ran.err, Not(HasSubstr("sesame")));
}

TEST_F(DeployedFromGit, MustBeThereBeforeAnythingTakesTime) {
  const auto away = ask("host=127.0.0.1 port=1 dbname=shop password=sesame");
  EXPECT_EQ(away.exit_code, 3);
  EXPECT_THAT(away.err, HasSubstr("cannot connect"));
  EXPECT_THAT(away.out + away.err, Not(HasSubstr("sesame")));
  const auto no_file = ask("production.sql");
  EXPECT_EQ(no_file.exit_code, 2);
  EXPECT_THAT(no_file.err, HasSubstr("'production.sql' is neither a connection string nor a file"));
}

TEST_F(DeployedFromGit, IsAskedWhereAnotherToolKeepsItsTable) {
  execute("DROP TABLE schema_migrations");
  execute("CREATE TABLE schema_migrations (id int)");
  const auto ran = ask(database_->conninfo());
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("is not the table that the chain's tool keeps"));
}

}  // namespace
}  // namespace pgstair::squash
