// SPDX-License-Identifier: MIT
//
// What is said of a database that stopped somewhere, held against the tool itself: it makes the
// database with the old files, stopped at each revision, and is then given the new ones, which
// somebody wrote by hand, or pgstair squash. `make test` tries some of the pairs of a tool and a
// squash, and `make soak` all of them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include "catalog/read/whole_read.h"
#include "chain_folder.h"
#include "how_much.h"
#include "postgres/connection_string.h"
#include "python_packages.h"
#include "real_clients.h"
#include "server/disposable_server.h"
#include "squash/chain_difference.h"
#include "squash/check.h"
#include "squash/write/write.h"
#include "support/temp_dir.h"

namespace pgstair::squash {
namespace {

namespace fs = std::filesystem;

const std::vector<WrittenRevision> old_revisions{
    {"0001", "users", "CREATE TABLE users (id int PRIMARY KEY);", "DROP TABLE users;"},
    {"0002", "name", "ALTER TABLE users ADD COLUMN name text;",
     "ALTER TABLE users DROP COLUMN name;"},
    {"0003", "index", "CREATE INDEX users_name ON users (name);", "DROP INDEX users_name;"},
    {"0004", "after", "CREATE TABLE after ();", "DROP TABLE after;"}};

const std::string all_three =
    "CREATE TABLE users (id int PRIMARY KEY, name text);\n"
    "CREATE INDEX users_name ON users (name);";
const std::string guarded =
    "CREATE TABLE IF NOT EXISTS users (id int PRIMARY KEY, name text);\n"
    "CREATE INDEX IF NOT EXISTS users_name ON users (name);";

/// A way to squash 0001 to 0003: a file under one of their numbers, or another; or, without a
/// number, what pgstair squash writes.
struct Squash {
  std::string name;
  std::string number = {};
  std::string sql = {};

  friend std::ostream& operator<<(std::ostream& out, const Squash& squash) {
    return out << squash.name;
  }
};

const Squash squashes[] = {{"UnderTheLast", "0003", all_three},
                           {"UnderTheFirst", "0001", all_three},
                           {"UnderANewOne", "00035", all_three},
                           {"WithIfNotExists", "0003", guarded},
                           {"AsPgstairWritesIt"}};

/// What becomes of a database, by the tool or by `--check`.
enum class Outcome { reaches_head, fails, differs };

std::ostream& operator<<(std::ostream& out, Outcome outcome) {
  return out << (outcome == Outcome::reaches_head ? "reaches head"
                 : outcome == Outcome::fails      ? "fails"
                                                  : "differs");
}

/// A tool, in a folder with the old files and one with the new.
class Client {
 public:
  virtual ~Client() = default;
  virtual void write(const fs::path& folder, const std::vector<WrittenRevision>& revisions) = 0;
  /// All files of the folder; whether it succeeds.
  virtual bool upgrade(const fs::path& folder, const postgres::ScratchDatabase& database) = 0;
  virtual verify::Options options(const fs::path& folder) = 0;
};

class Dbmate : public Client {
 public:
  void write(const fs::path& folder, const std::vector<WrittenRevision>& revisions) override {
    write_chain(folder, "native", revisions);
  }
  bool upgrade(const fs::path& folder, const postgres::ScratchDatabase& database) override {
    const auto url = postgres::ConnectionString::parse(database.url()).with("sslmode", "disable");
    return run({.arguments = {find_dbmate()->string(), "--url", url.url(), "-d", folder.string(),
                              "--no-dump-schema", "migrate"}})
        .succeeded();
  }
  verify::Options options(const fs::path& folder) override {
    verify::Options options;
    options.chain = folder;
    return options;
  }
};

/// A tool that reads a folder of files; `format` is theirs.
class FilesClient : public Client {
 public:
  explicit FilesClient(std::string format) : format_(std::move(format)) {}
  void write(const fs::path& folder, const std::vector<WrittenRevision>& revisions) override {
    write_chain(folder, format_, revisions);
  }
  verify::Options options(const fs::path& folder) override {
    verify::Options options;
    options.chain = folder;
    options.format = format_;
    return options;
  }

 private:
  std::string format_;
};

class SqlMigrate : public FilesClient {
 public:
  SqlMigrate() : FilesClient("sql-migrate") {}
  bool upgrade(const fs::path& folder, const postgres::ScratchDatabase& database) override {
    const TempDir settings("pgstair-sql-migrate-");
    write_file(settings.path() / "dbconfig.yml",
               "development:\n  dialect: postgres\n  dir: " + folder.string() +
                   "\n  datasource: " + database.url() + sslmode(database) + "\n");
    return run({.arguments = {"sql-migrate", "up"}, .directory = settings.path()}).succeeded();
  }

 private:
  static std::string sslmode(const postgres::ScratchDatabase& database) {
    return (database.url().find('?') == std::string::npos ? "?" : "&") +
           std::string("sslmode=disable");
  }
};

class NodePgMigrate : public FilesClient {
 public:
  NodePgMigrate() : FilesClient("node-pg-migrate") {}
  bool upgrade(const fs::path& folder, const postgres::ScratchDatabase& database) override {
    return run({.arguments = {(*find_node_clients() / ".bin/node-pg-migrate").string(), "up",
                              "--migrations-dir", folder.string()},
                .set = {"DATABASE_URL=" + database.url()}})
        .succeeded();
  }
};

class Drizzle : public FilesClient {
 public:
  Drizzle() : FilesClient("drizzle") {}
  bool upgrade(const fs::path& folder, const postgres::ScratchDatabase& database) override {
    constexpr const char* program = R"js(
const { drizzle } = require('drizzle-orm/node-postgres');
const { migrate } = require('drizzle-orm/node-postgres/migrator');
const db = drizzle(process.env.DATABASE_URL);
migrate(db, { migrationsFolder: process.env.FOLDER })
  .then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
)js";
    return run({.arguments = {"node", "-e", program},
                .directory = find_node_clients()->parent_path(),
                .set = {"DATABASE_URL=" + database.url(), "FOLDER=" + folder.string()}})
        .succeeded();
  }
};

class Alembic : public Client {
 public:
  void write(const fs::path& folder, const std::vector<WrittenRevision>& revisions) override {
    fs::create_directories(folder / "migrations/versions");
    write_file(folder / "alembic.ini",
               "[alembic]\nscript_location = %(here)s/migrations\n"
               "sqlalchemy.url = postgresql+psycopg2://app@db.example.com/app\n");
    write_file(folder / "pgstair.toml", "python = \"" + std::string(test_python) + "\"\n");
    write_file(folder / "migrations/env.py", R"py(import os
from alembic import context
from sqlalchemy import create_engine

url = os.environ.get("CLIENT_URL") or context.config.get_main_option("sqlalchemy.url")
with create_engine(url).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
)py");
    std::string parent = "None";
    for (const auto& revision : revisions) {
      write_file(folder / "migrations/versions" / (revision.number + ".py"),
                 "from alembic import op\nrevision = '" + revision.number +
                     "'\ndown_revision = " + parent + "\n\ndef upgrade():\n    op.execute(\"\"\"" +
                     revision.up + "\"\"\")\n\ndef downgrade():\n    op.execute(\"\"\"" +
                     revision.down + "\"\"\")\n");
      parent = "'" + revision.number + "'";
    }
  }
  bool upgrade(const fs::path& folder, const postgres::ScratchDatabase& database) override {
    return run({.arguments = {test_python, "-m", "alembic", "upgrade", "head"},
                .directory = folder,
                .set = {"CLIENT_URL=" + database.url()}})
        .succeeded();
  }
  verify::Options options(const fs::path& folder) override {
    return verify::read_configuration(folder);
  }
};

class RealClient : public testing::TestWithParam<Squash> {
 protected:
  void SetUp() override {
    const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
    if (!is_tried(name, 4)) GTEST_SKIP() << "tried by make soak";
  }

  /// Two folders; and what is said of each stop, then what the client does.
  void expect_agreement(Client& client) {
    const fs::path work = folder_.path();
    client.write(work / "old", old_revisions);
    const auto said = GetParam().number.empty() ? written(client) : checked(client);
    const auto head = made_by(client, work / "new");
    for (std::size_t stop = 1; stop <= old_revisions.size(); ++stop) {
      const fs::path part = work / ("part" + std::to_string(stop));
      client.write(
          part, {old_revisions.begin(), old_revisions.begin() + static_cast<std::ptrdiff_t>(stop)});
      EXPECT_EQ(outcome_of(client, part, work / "new", head), outcome_in(said, stop))
          << "stopped at " << old_revisions[stop - 1].number;
    }
  }

 private:
  report::Result checked(Client& client) const {
    const fs::path work = folder_.path();
    const Squash& squash = GetParam();
    client.write(work / "new", {{squash.number, "squash", squash.sql, "DROP TABLE users;"},
                                old_revisions.back()});
    Chains chains{client.options(work / "old"), client.options(work / "new")};
    chains.new_chain.postgres = choice_under_test();
    return check(chains);
  }

  /// The new folder is a copy of the old one, in which the squash takes the files' place.
  report::Result written(Client& client) {
    const fs::path work = folder_.path();
    client.write(work / "new", old_revisions);
    WriteOptions options{
        .chain = client.options(work / "new"), .upto = "+3", .archive = work / "archive"};
    options.chain.postgres = choice_under_test();
    const Written squash = write(options);
    EXPECT_TRUE(squash.in_place);
    statement_ = squash.statement_for_databases;
    return squash.check;
  }

  static catalog::Snapshot catalog_of(const postgres::ScratchDatabase& database) {
    postgres::Session session(database.conninfo());
    return catalog::read_whole(session);
  }

  /// What the tool itself makes of a new database.
  catalog::Snapshot made_by(Client& client, const fs::path& folder) {
    const auto database = server_.create();
    EXPECT_TRUE(client.upgrade(folder, *database));
    return catalog_of(*database);
  }

  Outcome outcome_of(Client& client, const fs::path& part, const fs::path& new_folder,
                     const catalog::Snapshot& head) {
    const auto database = server_.create();
    EXPECT_TRUE(client.upgrade(part, *database));
    if (!statement_.empty()) {
      postgres::Session session(database->conninfo());
      if (postgres::failure(session.try_execute(statement_)) != nullptr) return Outcome::fails;
    }
    if (!client.upgrade(new_folder, *database)) return Outcome::fails;
    return difference_of_chains(head, catalog_of(*database)).empty() ? Outcome::reaches_head
                                                                     : Outcome::differs;
  }

  static Outcome outcome_in(const report::Result& said, std::size_t stop) {
    const std::string& number = old_revisions[stop - 1].number;
    for (const auto& revision : said.revisions) {
      if (!revision.id.starts_with(number) || !revision.checks.contains("resumes")) continue;
      if (revision.checks.at("resumes") == report::Verdict::passed) return Outcome::reaches_head;
    }
    // Neighbours that share a fate share a finding, whose revision is the last of them.
    for (const auto& finding : said.findings) {
      if (finding.check != "resumes" || finding.revision.substr(0, 4) < number) continue;
      return finding.code == "squash-strands-database" ? Outcome::fails : Outcome::differs;
    }
    ADD_FAILURE() << "nothing is said of " << number;
    return Outcome::reaches_head;
  }

  TempDir folder_{"pgstair-clients-"};
  std::string statement_;  ///< what each database needs before the new files
  server::DisposableServer server_{
      {.installation = installation_under_test(), .keep = false, .locale = {}, .listen = true}};
};

TEST_P(RealClient, DbmateDoesWhatIsSaidOfIt) {
  if (!find_dbmate()) GTEST_SKIP() << no_dbmate;
  Dbmate dbmate;
  expect_agreement(dbmate);
}

TEST_P(RealClient, AlembicDoesWhatIsSaidOfIt) {
  if (const auto missing = missing_python_packages({"alembic", "sqlalchemy", "psycopg2"});
      !missing.empty())
    GTEST_SKIP() << missing;
  Alembic alembic;
  expect_agreement(alembic);
}

TEST_P(RealClient, SqlMigrateDoesWhatIsSaidOfIt) {
  if (!find_program("sql-migrate")) GTEST_SKIP() << "there is no sql-migrate: apt-get install it";
  SqlMigrate sql_migrate;
  expect_agreement(sql_migrate);
}

TEST_P(RealClient, NodePgMigrateDoesWhatIsSaidOfIt) {
  if (!find_node_clients()) GTEST_SKIP() << no_node_clients;
  NodePgMigrate node_pg_migrate;
  expect_agreement(node_pg_migrate);
}

TEST_P(RealClient, DrizzleDoesWhatIsSaidOfIt) {
  if (!find_node_clients()) GTEST_SKIP() << no_node_clients;
  Drizzle drizzle;
  expect_agreement(drizzle);
}

INSTANTIATE_TEST_SUITE_P(OfASquash, RealClient, testing::ValuesIn(squashes),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace pgstair::squash
