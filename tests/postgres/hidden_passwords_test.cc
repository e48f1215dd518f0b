// SPDX-License-Identifier: MIT
#include "postgres/hidden_passwords.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "postgres/connection_string.h"
#include "support/errors.h"

namespace pgstair::postgres {
namespace {

TEST(HiddenPasswords, AreThoseOfAddressesInAMessage) {
  const std::pair<const char*, const char*> cases[] = {
      {"cannot parse 'postgresql+psycopg2://me:s3cret@db/x' at 3",
       "cannot parse 'postgresql+psycopg2://me:***@db/x' at 3"},
      {"POSTGRES://me:s3:cr@et@db:5432/x", "POSTGRES://me:***@db:5432/x"},
      {"could not translate host name \"me:s3cret@db\"",
       "could not translate host name \"me:***@db\""},
      {"/srv/postgresql:/me:s3cret@db/x: there is no such folder",
       "/srv/postgresql:/me:***@db/x: there is no such folder"},
      {"postgresql://me:s3cr et@db/x is no folder", "postgresql://me:***@db/x is no folder"},
      {"host=h pasword=s3cret user=u", "host=h pasword=*** user=u"},
      {"host=h password = 's3 cr\\'et' user=u", "host=h password = '***' user=u"},
      {"postgresql://h/d?user=u&password=s3cret&sslpassword=s3cret&x=1",
       "postgresql://h/d?user=u&password=***&sslpassword=***&x=1"},
      {"PGPASSWORD=s3cret psql", "PGPASSWORD=*** psql"},
      {"{'host': 'h', 'password': 's3cret', 'port': 1}",
       "{'host': 'h', 'password': '***', 'port': 1}"},
      {"ALTER ROLE postgres PASSWORD 's3cret'; SELECT 1",
       "ALTER ROLE postgres PASSWORD '***'; SELECT 1"},
      {"a:s3cret@h and b:s3cret@h", "a:***@h and b:***@h"},
      {"password='s3cret", "password='***"},
  };
  for (const auto& [message, shown] : cases) EXPECT_EQ(hide_passwords(message), shown);
}

TEST(HiddenPasswords, AreNotWhatOnlyLooksLikeOne) {
  for (const char* message :
       {"", "@", ":", "://", "password", "password=", "password: ", "x@", ":@", "postgresql://",
        "password authentication failed for user \"me\"",
        "SET password_encryption = 'scram-sha-256'",
        "connection to server at \"::1\", port 5432 failed: refused", "postgresql://me@db:5432/x",
        "http://localhost:8080/x asks me@home", "0001_a.sql:3:4: mail to me@home failed",
        "DB_PASSWORD = \"{password}\"", "there is no password", "at 12:30 me@home"}) {
    EXPECT_EQ(hide_passwords(message), message);
  }
}

TEST(HiddenPasswords, AreWhereverTheProgramThatWasToldThemRepeatsThem) {
  const std::string address = "postgresql://me:p%40ss%2Fw@db/x";
  EXPECT_EQ(hide_passwords("no p@ss/w, no p%40ss%2Fw", address), "no ***, no ***");
  EXPECT_EQ(hide_passwords("role \"me:s3cret\"", "user=me:s3cret host=db"), "role \"me:***\"");
  EXPECT_EQ(hide_passwords("type postgres.mood", "postgresql://postgres:postgres@db/x"),
            "type postgres.mood")
      << "which is a name as well";
}

/// Pieces of addresses in any order: what is parsed is shown without the password, and what is not
/// is refused without a word of it. (What libFuzzer finds more is the soak's.)
TEST(HiddenPasswords, DoNotComeOutOfAnythingMadeOfThePiecesOfAddresses) {
  const char* const pieces[] = {
      "postgresql", "postgres", "PostgreSQL", "+psycopg2", "mysql",     "://",      ":/",
      ":",          "@",        "/",          "//",        "?",         "&",        "=",
      " ",          "\t",       "\n",         "'",         "\"",        "\\",       "%",
      "%4",         "%40",      "%00",        "#",         ",",         "[",        "]",
      "::1",        "host=",    "password=",  "pasword=",  "user=",     "dbname=",  "port=",
      "5432",       "u",        "db",         "h",         "passfile=", "options=", "service=",
      "sslmode=",   "é",        "\xff"};
  std::mt19937 random(20);
  const auto piece = [&] { return std::string(pieces[random() % std::size(pieces)]); };
  const std::string secret = "s3cret";
  for (int round = 0; round < 50'000; ++round) {
    std::string before;
    std::string after;
    for (auto count = random() % 7; count > 0; --count) before += piece();
    for (auto count = random() % 7; count > 0; --count) after += piece();
    const std::string text = before + "password=" + secret + after;
    try {
      const auto parsed = ConnectionString::parse(text);
      EXPECT_EQ(without_password(parsed.url()).find("=" + secret), std::string::npos) << text;
      EXPECT_EQ(without_password(text).find("password='" + secret), std::string::npos) << text;
      EXPECT_EQ(ConnectionString::parse(parsed.conninfo()).conninfo(), parsed.conninfo()) << text;
    } catch (const UsageError& error) {
      EXPECT_EQ(std::string(error.what()).find(secret), std::string::npos) << error.what();
    }
    const std::string login = "postgresql://" + before + ":" + secret + "@" + after;
    (void)hide_passwords(text + login);
  }
}

}  // namespace
}  // namespace pgstair::postgres
