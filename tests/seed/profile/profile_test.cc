// SPDX-License-Identifier: MIT
//
// What a profile tells of a database, what it keeps to itself, and rows that follow it.

#include "seed/profile/profile.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "seed/profile/profile_reader.h"
#include "seed/seed_test.h"
#include "support/errors.h"
#include "support/file.h"
#include "support/temp_dir.h"

namespace pgstair::seed {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// Four fifths of the orders are one customer's; a tenth have no note.
constexpr const char* shop = R"sql(
  CREATE TABLE customer (id int PRIMARY KEY, email text NOT NULL, born date);
  CREATE TABLE orders (
    id serial PRIMARY KEY, customer int NOT NULL REFERENCES customer,
    status text NOT NULL CHECK (status IN ('open', 'paid')), total int NOT NULL, note text
  );
  CREATE TABLE nothing (a int);
)sql";
constexpr const char* shop_rows = R"sql(
  INSERT INTO customer
  SELECT n, 'secret' || n || '@example.com', date '1950-01-01' + n * 30
    FROM generate_series(1, 500) n;

  INSERT INTO orders (customer, status, total, note)
  SELECT CASE WHEN n % 5 = 0 THEN 1 + n % 500 ELSE 1 END,
         CASE WHEN n % 10 = 0 THEN 'open' ELSE 'paid' END,
         1000 + n,
         CASE WHEN n % 10 > 0 THEN 'a note of somebody' END
    FROM generate_series(1, 5000) n;

  ANALYZE;
)sql";

struct Shop : SeedDatabase {
  Shop() : SeedDatabase(shop) { session.execute(shop_rows); }
  Profile profile(const ProfileRequest& request = {}) {
    session.execute("BEGIN READ ONLY");
    auto result = read_profile(session, request);
    session.execute("COMMIT");
    return result;
  }
};

TEST(ProfileOfADatabase, TellsItsShape) {
  Shop shop;
  const Profile profile = shop.profile();
  ASSERT_THAT(profile.tables, SizeIs(3));
  const TableProfile& orders = *profile.table("public.orders");
  EXPECT_EQ(orders.rows, 5000U);
  EXPECT_NEAR(orders.column("note")->null_fraction, 0.1, 0.02);
  EXPECT_EQ(orders.column("status")->distinct, 2);
  EXPECT_NEAR(orders.column("customer")->frequencies.at(0), 0.8, 0.05);
  EXPECT_EQ(profile.table("public.customer")->column("id")->distinct, 500);
}

TEST(ProfileOfADatabase, HoldsNoValueUnlessAskedTo) {
  Shop shop;
  const std::string text = to_text(shop.profile());
  for (const char* value : {"secret", "example.com", "paid", "open", "somebody", "1950", "1960"}) {
    EXPECT_THAT(text, Not(HasSubstr(value)));
  }
}

TEST(ProfileOfADatabase, TellsListedValuesAndRoundedBoundsWhenAskedTo) {
  Shop shop;
  const Profile profile =
      shop.profile({{"public.orders.status", "public.orders.total", "public.customer.born"}, 20});
  const TableProfile& orders = *profile.table("public.orders");
  EXPECT_THAT(orders.column("status")->values, ElementsAre("paid", "open"));
  EXPECT_THAT(orders.column("note")->values, IsEmpty());
  for (const auto& bound : orders.column("total")->bounds)
    EXPECT_EQ(std::stoi(bound) % 100, 0) << bound;
  for (const auto& bound : profile.table("public.customer")->column("born")->bounds) {
    EXPECT_THAT(bound, testing::EndsWith("-01"));
  }
}

TEST(ProfileOfADatabase, KeepsAValueThatFewRowsShare) {
  Shop shop;
  shop.session.execute(R"sql(
    CREATE TABLE t (a int);
    INSERT INTO t SELECT CASE WHEN n < 4 THEN 77 ELSE 5 END FROM generate_series(1, 1000) n;
    ANALYZE t;
  )sql");
  const auto profile = shop.profile({{"public.t.a"}, 20});
  EXPECT_THAT(profile.table("public.t")->column("a")->values, ElementsAre("5"));
}

TEST(ProfileOfADatabase, RefusesValuesThatMayIdentifySomebody) {
  Shop shop;
  const auto reason = [&](const std::string& column) -> std::string {
    try {
      shop.session.execute("ROLLBACK; BEGIN READ ONLY");
      read_profile(shop.session, {{column}, 20});
    } catch (const UsageError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(reason("public.customer.email"),
            "the values of public.customer.email are not put into a profile: it is free text, and "
            "no CHECK lists what it may be");
  EXPECT_EQ(reason("public.orders.note"),
            "the values of public.orders.note are not put into a profile: it is free text, and no "
            "CHECK lists what it may be");
  EXPECT_EQ(reason("public.customer.id"),
            "the values of public.customer.id are not put into a profile: it is part of a key, so "
            "they identify rows");
  EXPECT_EQ(reason("public.orders.customer"),
            "the values of public.orders.customer are not put into a profile: it is part of a key, "
            "so they identify rows");
  EXPECT_EQ(reason("public.orders.misspelt"), "there is no column public.orders.misspelt");
}

TEST(ProfileOfADatabase, IsRefusedWithNumbersThatNoColumnHas) {
  const TempDir folder("pgstair-test-");
  const auto path = (folder.path() / "profile.json").string();
  const auto reads = [&](const std::string& null_fraction, const std::string& distinct,
                         const std::string& frequencies) {
    write_file(path, R"({"profile_version": 1, "tables": [{"table": "public.t", "rows": 12,
      "columns": [{"column": "a", "null_fraction": )" +
                         null_fraction + R"(, "distinct": )" + distinct +
                         R"(, "width": 4, "frequencies": )" + frequencies + "}]}]}");
    try {
      read_profile_file(path);
    } catch (const UsageError&) {
      return false;
    }
    return true;
  };
  EXPECT_TRUE(reads("1", "3", "[0, 0.5]"));
  EXPECT_FALSE(reads("1.5", "3", "[]"));
  EXPECT_FALSE(reads("0", "-3", "[]"));
  EXPECT_FALSE(reads("0", "1e300", "[]"));
  EXPECT_FALSE(reads("0", "3", "[0.5, -1]"));
  EXPECT_FALSE(reads("0", "3", std::string(100'000, '[') + std::string(100'000, ']')));
}

TEST(ProfileOfADatabase, SurvivesItsFile) {
  Shop shop;
  const std::string text = to_text(shop.profile({{"public.orders.status"}, 20}));
  const auto path = std::filesystem::temp_directory_path() / "pgstair_profile_test.json";
  write_file(path, text);
  EXPECT_EQ(to_text(read_profile_file(path.string())), text);
  write_file(path, R"({"profile_version": 1, "tables": [{"table": 7}]})");
  EXPECT_THROW(read_profile_file(path.string()), UsageError);
  std::filesystem::remove(path);
}

TEST(SeedByProfile, SpreadsRowsAsInProduction) {
  Shop production;
  const auto profile = std::make_shared<const Profile>(
      production.profile({{"public.orders.status"}, 20}).scaled(1000));
  SeedDatabase copy(shop);
  copy.session.execute("BEGIN");
  Options options;
  options.profile = profile;
  const Report report = seed::fill(copy.session, options);
  copy.session.execute("COMMIT");
  EXPECT_EQ(result_of(report, "public.orders").rows, 1000U);
  EXPECT_EQ(result_of(report, "public.customer").rows, 100U);
  EXPECT_EQ(result_of(report, "public.nothing").rows, 0U);
  EXPECT_EQ(result_of(report, "public.nothing").reason, "the profile has no rows of it");
  EXPECT_EQ(copy.value(R"sql(
    SELECT count(*) FILTER (WHERE note IS NULL) BETWEEN 60 AND 140 FROM orders
  )sql"),
            "t");
  EXPECT_EQ(copy.value(R"sql(
    SELECT max(n) BETWEEN 700 AND 900
      FROM (SELECT count(*) AS n FROM orders GROUP BY customer) AS by_customer
  )sql"),
            "t");
  EXPECT_EQ(copy.value("SELECT count(*) = 0 FROM orders WHERE note LIKE '%somebody%'"), "t");
}

}  // namespace
}  // namespace pgstair::seed
