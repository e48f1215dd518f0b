// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "gtest/gtest_test.h"
#include "postgres/session.h"
#include "support/file.h"
#include "support/temp_dir.h"

namespace pgstair {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

std::vector<std::string> columns_of(const DatabaseAt& database, const std::string& table) {
  return database.query("SELECT * FROM " + table).columns;
}

bool exists(const DatabaseAt& on_the_same_server, const std::string& name) {
  const Rows rows =
      on_the_same_server.query("SELECT datname FROM pg_database WHERE datname = '" + name + "'");
  return !rows.rows.empty();
}

TEST(DatabaseAt, HasTheSchemaOfItsRevision) {
  EXPECT_THAT(columns_of(DatabaseAt("0001", small_chain()), "users"), ElementsAre("id", "name"));
  EXPECT_THAT(columns_of(DatabaseAt("head", small_chain()), "users"),
              ElementsAre("id", "first", "last"));
  EXPECT_THAT(columns_of(DatabaseAt("head-2", small_chain()), "users"), ElementsAre("id", "name"));
  EXPECT_EQ(DatabaseAt("split_name", small_chain()).title(), "chain@0002_split_name");
}

TEST(DatabaseAt, HasTheVersionTableOfItsTool) {
  const DatabaseAt database("base", small_chain());
  EXPECT_THAT(columns_of(database, "schema_migrations"), ElementsAre("version"));
}

TEST(DatabaseAt, MayBeAtBase) {
  const DatabaseAt database("base", small_chain());
  EXPECT_THAT(complaint_of([&] { database.query("SELECT FROM users"); }), HasSubstr("42P01"));
}

TEST(DatabaseAt, MayBeTheModel) {
  const DatabaseAt database("model", small_chain());
  EXPECT_THAT(columns_of(database, "notes"), ElementsAre("user_id", "text"));
  const TempDir nothing;
  EXPECT_THAT(
      columns_of(
          DatabaseAt("model", chain_at(nothing.path()).model(PGSTAIR_TEST_FOLDER "/model/*.sql")),
          "notes"),
      ElementsAre("user_id", "text"));
}

TEST(DatabaseAt, IsReachedByAnyClient) {
  const DatabaseAt database("head", small_chain());
  EXPECT_THAT(database.url(), StartsWith("postgresql://"));
  postgres::Session by_url(database.url());
  EXPECT_EQ(by_url.execute("SELECT current_database()").text(0, 0), database.name());
  postgres::Session by_parts("host=" + database.host() + " port=" + database.port() +
                             " user=" + database.user() + " dbname=" + database.name());
  EXPECT_EQ(by_parts.execute("SELECT current_database()").text(0, 0), database.name());
}

TEST(DatabaseAt, IsNobodyElses) {
  const DatabaseAt first("head", small_chain());
  const DatabaseAt second("head", small_chain());
  first.query("INSERT INTO users VALUES (1)");
  EXPECT_THAT(first.query("SELECT id FROM users").rows, SizeIs(1));
  EXPECT_THAT(second.query("SELECT id FROM users").rows, IsEmpty());
  EXPECT_THAT(DatabaseAt("head", small_chain()).query("SELECT id FROM users").rows, IsEmpty());
}

TEST(DatabaseAt, IsDroppedWhenItGoesWhoeverIsConnected) {
  const DatabaseAt other("head", small_chain());
  auto database = std::make_unique<DatabaseAt>("head", small_chain());
  const std::string name = database->name();
  const postgres::Session connected(database->url());
  EXPECT_TRUE(exists(other, name));
  database.reset();
  EXPECT_FALSE(exists(other, name));
}

TEST(DatabaseAt, MovesToWhoeverNeedsIt) {
  const DatabaseAt other("head", small_chain());
  DatabaseAt first("head", small_chain());
  DatabaseAt second("0001", small_chain());
  const std::string kept = first.name();
  const std::string dropped = second.name();
  second = std::move(first);
  EXPECT_EQ(second.name(), kept);
  EXPECT_TRUE(exists(other, kept));
  EXPECT_FALSE(exists(other, dropped));
}

TEST(DatabaseAt, HasSeededRowsIfItIsToHaveThem) {
  const DatabaseAt database("head", small_chain().rows(7));
  EXPECT_THAT(database.query("SELECT count(*) FROM notes").rows, ElementsAre(Row{7}));
  EXPECT_EQ(database.not_filled(), "");
  const DatabaseAt again("head", small_chain().rows(7));
  EXPECT_EQ(again.query("SELECT * FROM users").rows, database.query("SELECT * FROM users").rows);
  const DatabaseAt others("head", small_chain().rows(7).seed(2));
  EXPECT_NE(others.query("SELECT * FROM users").rows, database.query("SELECT * FROM users").rows);
}

TEST(DatabaseAt, SaysWhichTablesSeedingDidNotFill) {
  const TempDir folder;
  write_file(folder.path() / "1_full.sql",
             "-- migrate:up\nCREATE TABLE full_up (id int NOT NULL CHECK (id <> id));\n"
             "-- migrate:down\nDROP TABLE full_up;\n");
  const DatabaseAt database("head", chain_at(folder.path()).rows(3));
  EXPECT_THAT(database.not_filled(), StartsWith("public.full_up: "));
}

TEST(DatabaseAt, TellsNullFromAnEmptyText) {
  const DatabaseAt database("base", small_chain());
  const Rows rows = database.query("SELECT 1 AS one, NULL AS none, '' AS empty");
  EXPECT_THAT(rows.columns, ElementsAre("one", "none", "empty"));
  EXPECT_THAT(rows.rows, ElementsAre(Row{1, nullptr, ""}));
}

TEST(DatabaseAt, PassesAnyBytesOn) {
  const DatabaseAt database("base", small_chain());
  const std::string text = "a\nb\t'ü'\\ \x01 5\n-\n";
  EXPECT_THAT(database.query("SELECT E'a\\nb\\t''ü''\\\\ \\x01 5\\n-\\n'").rows,
              ElementsAre(Row{text}));
}

TEST(DatabaseAt, SaysWhatTheServerRefused) {
  const DatabaseAt database("head", small_chain());
  EXPECT_EQ(complaint_of([&] { database.query("SELECT nope FROM users"); }),
            "ERROR 42703: column \"nope\" does not exist");
}

TEST(DatabaseAt, SaysWhichRevisionThereIsNot) {
  EXPECT_EQ(complaint_of([] { DatabaseAt("0002_splitname", small_chain()); }),
            "no revision 0002_splitname in the chain; did you mean 0002_split_name?");
}

TEST(DatabaseAt, SaysWhichFlagThereIsNot) {
  EXPECT_THAT(complaint_of([] { DatabaseAt("head", small_chain().flag("--prob")); }),
              HasSubstr("--prob"));
}

TEST(DatabaseAt, SaysWhereAMigrationFailsAndWorksOnceItIsMended) {
  const TempDir folder;
  const auto file = folder.path() / "1_a.sql";
  write_file(file, "-- migrate:up\nCREATE TABLE a (id int);\nSELECT nope;\n-- migrate:down\n");
  EXPECT_EQ(complaint_of([&] { DatabaseAt("head", chain_at(folder.path())); }),
            file.string() +
                ":3:8: the chain cannot be applied: ERROR 42703: column \"nope\" does not exist");
  write_file(file, "-- migrate:up\nCREATE TABLE a (id int);\n-- migrate:down\nDROP TABLE a;\n");
  EXPECT_THAT(columns_of(DatabaseAt("head", chain_at(folder.path())), "a"), ElementsAre("id"));
}

TEST(DatabaseAt, IsRefusedOfAChainWithRevisionsThatHangOnNothing) {
  const TempDir folder;
  write_file(folder.path() / "1_a.sql",
             "-- migrate:up\nCREATE TABLE a (id int);\n-- migrate:down\n");
  const auto file = folder.path() / "2_b.sql";
  write_file(file, "-- migrate:parents 0_lost\n-- migrate:up\nSELECT 1;\n-- migrate:down\n");
  EXPECT_THAT(complaint_of([&] { DatabaseAt("head", chain_at(folder.path())); }),
              AllOf(StartsWith(file.string() + ":1"), HasSubstr("0_lost")));
}

TEST(DatabaseAt, OfAnotherChainIsOnTheSameServer) {
  const TempDir folder;
  write_file(folder.path() / "1_a.sql",
             "-- migrate:up\nCREATE TABLE a (id int);\n-- migrate:down\nDROP TABLE a;\n");
  EXPECT_EQ(DatabaseAt("head", chain_at(folder.path())).host(),
            DatabaseAt("head", small_chain()).host());
}

TEST(DatabaseAt, IsMadeOfMoreRevisionsThanTemplatesAreKept) {
  const TempDir folder;
  for (int i = 10; i < 40; ++i) {
    const std::string table = "t" + std::to_string(i);
    write_file(folder.path() / (std::to_string(i) + "_" + table + ".sql"),
               "-- migrate:up\nCREATE TABLE " + table + " ();\n-- migrate:down\nDROP TABLE " +
                   table + ";\n");
  }
  const Chain chain = chain_at(folder.path());
  const DatabaseAt other("base", small_chain());
  const auto databases_there = [&] {
    return other.query("SELECT 1 FROM pg_database WHERE datname ~ '^pgstair_'").rows.size();
  };
  const std::size_t before = databases_there();
  for (const int i : {39, 10, 25, 11, 38}) DatabaseAt(std::to_string(i), chain);
  for (int i = 39; i >= 10; --i) {
    const DatabaseAt database(std::to_string(i), chain);
    EXPECT_THAT(database.query("SELECT count(*) FROM pg_tables WHERE tablename ~ '^t[0-9]+$'").rows,
                ElementsAre(Row{i - 9}));
  }
  EXPECT_LT(databases_there(), before + 20);
}

TEST(DatabaseAt, IsMadeByAnyThread) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([i] {
      for (int turn = 0; turn < 3; ++turn) {
        const DatabaseAt database("head", small_chain());
        database.query("INSERT INTO users VALUES (" + std::to_string(i) + ")");
        EXPECT_THAT(database.query("SELECT id FROM users").rows, ElementsAre(Row{i}));
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

/// The exit status of a forked child that does `work`.
template <class Work>
int status_of_child(const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(DatabaseAt, IsNotDroppedByAForkedChild) {
  const DatabaseAt other("head", small_chain());
  auto database = std::make_unique<DatabaseAt>("head", small_chain());
  EXPECT_EQ(status_of_child([&] {
              database.reset();
              return 0;
            }),
            0);
  EXPECT_TRUE(exists(other, database->name()));
  EXPECT_EQ(status_of_child(
                [&] { return complaint_of([&] { database->query("SELECT 1"); }).empty() ? 1 : 0; }),
            0);
  EXPECT_THAT(database->query("SELECT 1").rows, ElementsAre(Row{1}));
}

TEST(DatabaseAt, WritesNothingIntoWhatAForkedChildHasOpenedSince) {
  auto database = std::make_unique<DatabaseAt>("head", small_chain());
  EXPECT_EQ(status_of_child([&] {
              std::array<std::array<int, 2>, 8> opened{};  // one takes the number of our socket
              for (auto& ends : opened) {
                if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0) return 2;
              }
              database.reset();
              char byte = 0;
              for (const auto& ends : opened) {
                for (const int end : ends) {
                  if (::recv(end, &byte, 1, MSG_DONTWAIT) != -1 || errno != EAGAIN) return 1;
                }
              }
              return 0;
            }),
            0);
}

TEST(DatabaseAt, OfAForkedChildIsOnAServerOfItsOwn) {
  const DatabaseAt database("head", small_chain());
  EXPECT_EQ(status_of_child([&] {
              const DatabaseAt childs("head", small_chain());
              return childs.host() != database.host() && childs.query("SELECT 1").rows.size() == 1
                         ? 0
                         : 1;
            }),
            0);
}

}  // namespace
}  // namespace pgstair
