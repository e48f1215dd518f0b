#include "customers.h"

#include <gtest/gtest.h>
#include <pgstair_test.h>

TEST(Customers, WantNoNewsletterUnlessTheySaySo) {
  const pgstair::DatabaseAt head("head");
  pqxx::connection database(head.url());
  add_customer(database, {"Ada Lovelace", "ada@example.org"});
  EXPECT_TRUE(subscribers(database).empty());

  head.query("UPDATE customers SET newsletter = true");
  const auto found = subscribers(database);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].email, "ada@example.org");
}

TEST(Newsletter, IsOffForWhoIsACustomerAlready) {
  pgstair::Migration("0003_newsletter")
      .given("customers", {"name", "email"}, {{"Grace Hopper", "grace@example.org"}})
      .upgrade()
      .expect("SELECT name, newsletter FROM customers", {{"Grace Hopper", false}});
}
