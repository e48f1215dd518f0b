// SPDX-License-Identifier: MIT
//
// A squash that somebody made with pg_dump, in the folder of each tool: what is told of it is what
// that tool does with it. For dbmate and Alembic, real_clients_test.cc asks the tools themselves.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chain_folder.h"
#include "installation_under_test.h"
#include "server/disposable_server.h"
#include "squash/check.h"
#include "support/process.h"
#include "support/temp_dir.h"

namespace pgstair::squash {
namespace {

using testing::ElementsAre;
using Codes = std::vector<std::string>;

const WrittenRevision users{
    "0001", "users",
    "CREATE SCHEMA app;\n"
    "CREATE TYPE app.state AS ENUM ('new', 'old');\n"
    "CREATE TABLE app.users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, s app.state);\n",
    "DROP SCHEMA app CASCADE;\n"};
// With everything that COPY writes differently: tabs, line breaks, backslashes, nulls.
const WrittenRevision texts{
    "0002", "texts",
    "CREATE TABLE app.texts (id int PRIMARY KEY, t text);\n"
    "INSERT INTO app.texts VALUES (1, E'a\\tb\\nc\\\\d'), (2, NULL), (3, ''), (4, 'it''s;'), (5, "
    "'\\N'), (6, 'ä');\n"
    "CREATE FUNCTION app.one() RETURNS int LANGUAGE sql AS 'SELECT 1';\n"
    "COMMENT ON TABLE app.texts IS 'all sorts';\n",
    "DROP FUNCTION app.one();\nDROP TABLE app.texts;\n"};
const WrittenRevision names{"0003", "name", "ALTER TABLE app.users ADD COLUMN name text;\n",
                            "ALTER TABLE app.users DROP COLUMN name;\n"};

class Dump : public testing::TestWithParam<std::pair<std::string, Codes>> {
 protected:
  /// What pg_dump writes of the first two revisions.
  static std::string dump() {
    server::DisposableServer server(
        {.installation = installation_under_test(), .keep = false, .locale = {}});
    const auto database = server.create();
    postgres::Session(database->conninfo()).execute(users.up + texts.up);
    const auto dumped = run({.arguments = {(installation_under_test().bin / "pg_dump").string(),
                                           "--dbname", database->conninfo(), "--no-owner"}});
    EXPECT_TRUE(dumped.succeeded()) << dumped.err;
    if (dumped.out.find("\\restrict") != std::string::npos) return dumped.out;
    return "\\restrict key\n" + dumped.out + "\\unrestrict key\n";  // older ones do not write it
  }

  verify::Options chain(const std::string& name, const std::vector<WrittenRevision>& revisions) {
    write_chain(folder_.path() / name, GetParam().first, revisions);
    verify::Options options;
    options.chain = folder_.path() / name;
    options.format = GetParam().first;
    options.postgres = choice_under_test();
    return options;
  }

  /// "severity code revision", sorted.
  static Codes told(const report::Result& result) {
    Codes codes;
    for (const auto& finding : result.findings) {
      if (finding.severity == report::Severity::note) continue;
      codes.push_back(std::string(report::to_string(finding.severity)) + " " + finding.code + " " +
                      finding.revision);
    }
    std::ranges::sort(codes);
    return codes;
  }

 private:
  TempDir folder_;
};

TEST_P(Dump, IsLookedAtToItsEndAndToldAsItsToolTakesIt) {
  if (!std::filesystem::exists(installation_under_test().bin / "pg_dump"))
    GTEST_SKIP() << "there is no pg_dump beside this server";
  const WrittenRevision dumped{"0002", "texts", dump(), "DROP SCHEMA app CASCADE;\n"};
  const auto result = check({chain("old", {users, texts, names}), chain("new", {dumped, names})});
  EXPECT_EQ(told(result), GetParam().second);
  for (const char* check : {"same_catalog", "same_rows"})
    EXPECT_EQ(result.chain_checks.at(check), report::Verdict::passed) << check;
}

const std::string strands = "warning squash-strands-database 0001_users";
const std::string search_path = "error leaks-setting 0002_texts";
const std::string psql_only = "error upgrade-needs-client 0002_texts";
/// Both the command of psql and the rows.
const Codes of_one_session{search_path, psql_only, psql_only, strands};

INSTANTIATE_TEST_SUITE_P(
    OfPgDump, Dump,
    testing::Values(
        std::pair<std::string, Codes>{"plain", {strands}},
        std::pair<std::string, Codes>{"native", of_one_session},
        std::pair<std::string, Codes>{"golang-migrate", of_one_session},
        std::pair<std::string, Codes>{"goose", of_one_session},
        std::pair<std::string, Codes>{"diesel", of_one_session},
        // Those that keep checksums refuse the files wherever a database is.
        std::pair<std::string, Codes>{
            "sqlx", {search_path, "error squash-strands-database 0003_name", psql_only, psql_only}},
        std::pair<std::string, Codes>{"flyway",
                                      {"error squash-strands-database V0003__name",
                                       "error upgrade-needs-client V0002__texts"}}),
    [](const auto& instance) {
      std::string name = instance.param.first;
      std::erase(name, '-');
      return name;
    });

}  // namespace
}  // namespace pgstair::squash
