// SPDX-License-Identifier: MIT
#include "postgres/missing_extension.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "installation_under_test.h"
#include "postgres/session.h"
#include "server/disposable_server.h"

namespace pgstair::postgres {
namespace {

using testing::HasSubstr;

/// What a server without extensions says of a statement.
class MissingExtensionTest : public testing::Test {
 protected:
  ServerError error_of(const std::string& statement) {
    const auto outcome = session_.try_execute(statement);
    const ServerError* error = failure(outcome);
    EXPECT_NE(error, nullptr) << statement;
    return error == nullptr ? ServerError{} : *error;
  }

  std::string extension_for(const std::string& statement) {
    const auto missing = missing_extension(error_of(statement));
    return missing ? missing->name : "";
  }

  server::DisposableServer server_{
      {.installation = installation_under_test(), .keep = false, .locale = {}}};
  std::unique_ptr<ScratchDatabase> database_ = server_.create();
  Session session_{database_->conninfo()};
};

TEST_F(MissingExtensionTest, IsToldByWhatTheStatementNeedsOfIt) {
  session_.execute("CREATE TABLE t (name text, room int, during tsrange)");
  const std::vector<std::pair<std::string, std::string>> needs{
      {"CREATE INDEX ON t USING gin (name gin_trgm_ops)", "pg_trgm"},
      {"CREATE INDEX ON t USING gist (name gist_trgm_ops)", "pg_trgm"},
      {"SELECT 1 FROM t WHERE name % 'a'", "pg_trgm"},
      {"SELECT similarity(name, 'a') FROM t", "pg_trgm"},
      {"CREATE TABLE c (mail citext)", "citext"},
      {"CREATE TABLE c (mails citext[] NOT NULL)", "citext"},
      {"CREATE TABLE c (mail public.citext)", "citext"},
      {"CREATE TABLE c (tags hstore)", "hstore"},
      {"CREATE TABLE c (place ltree)", "ltree"},
      {"CREATE TABLE c (place geometry(Point, 4326))", "postgis"},
      {"CREATE TABLE c (place geography)", "postgis"},
      {"CREATE TABLE c (meaning vector(3))", "vector"},
      {"CREATE INDEX ON t USING hnsw (name)", "vector"},
      {"CREATE TABLE c (id uuid DEFAULT uuid_generate_v4())", "uuid-ossp"},
      {"SELECT crypt('a', gen_salt('bf'))", "pgcrypto"},
      {"SELECT public.gen_random_bytes(8)", "pgcrypto"},
      {"SELECT unaccent('a')", "unaccent"},
      {"CREATE INDEX ON t USING gist (room)", "btree_gist"},
      {"ALTER TABLE t ADD EXCLUDE USING gist (room WITH =, during WITH &&)", "btree_gist"},
      {"CREATE INDEX ON t USING gin (room)", "btree_gin"},
      {"CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw", "postgres_fdw"},
      {"CREATE EXTENSION nothing_of_this_name", "nothing_of_this_name"},
  };
  for (const auto& [statement, extension] : needs)
    EXPECT_EQ(extension_for(statement), extension) << statement;
}

TEST_F(MissingExtensionTest, IsNoGuessAboutOtherNames) {
  session_.execute("CREATE TABLE t (name text, data json)");
  for (const std::string statement :
       {"CREATE TABLE c (mail citxt)", "SELECT nobodys(1)", "SELECT * FROM vector",
        "CREATE INDEX ON t USING gin (name nobodys_ops)", "CREATE INDEX ON t USING gin (data)",
        "SELECT citext FROM t", "SELECT name + 1 FROM t"})
    EXPECT_EQ(extension_for(statement), "") << statement;
}

TEST_F(MissingExtensionTest, IsToldWithTheLineToWrite) {
  const auto missing = missing_extension(error_of("SELECT uuid_generate_v4()"));
  ASSERT_TRUE(missing);
  EXPECT_THAT(advice_on(*missing, false),
              HasSubstr("`CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\";`"));
  EXPECT_THAT(advice_on(*missing, true),
              HasSubstr("`op.execute('CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\"')`"));
}

TEST_F(MissingExtensionTest, IsToldWithItsPackageWhereTheServerLacksIt) {
  ServerError error;
  error.sqlstate = "0A000";
  error.message = "extension \"vector\" is not available";
  error.detail =
      "Could not open extension control file "
      "\"/usr/share/postgresql/15/extension/vector.control\": No such file or directory.";
  const auto missing = missing_extension(error);
  ASSERT_TRUE(missing);
  EXPECT_THAT(advice_on(*missing, false), HasSubstr("postgresql-15-pgvector"));
  error.detail = "";
  EXPECT_THAT(advice_on(*missing_extension(error), true), HasSubstr("postgresql-VERSION-pgvector"));
}

}  // namespace
}  // namespace pgstair::postgres
