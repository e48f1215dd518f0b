// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace pgstair::cli {

/// What stands in every password below, however it is spelled.
constexpr const char* secret = "s3cr";

/// More than two hundred ways to write the address of a server that refuses every connection, right
/// and wrong, as people, shells, .env files and other programs do; each with a password.
inline std::vector<std::string> addresses_with_a_password() {
  std::vector<std::string> addresses;
  for (const std::string scheme :
       {"postgresql://", "postgres://", "postgresql+psycopg2://", "postgres+asyncpg://",
        "POSTGRESQL://", "Postgres+Psycopg://", "postgressql://", "mysql+pymysql://", "pgsql://",
        "jdbc:postgresql://", "postgresql:/", "postgres:", "//", ""}) {
    for (const std::string password :
         {"s3cret", "s3cre%74", "s3cret%", "s3cret%4", "s3cret%zz", "s3cret@s3cret",
          "s3cret:s3cret", "s3cret/s3cret", "s3cret?s3cret", "s3cret#s3cret", "s3cret s3cret",
          "'s3cret'", "s3cret[", "s3cret&x=s3cret"}) {
      addresses.push_back(scheme + "me:" + password + "@127.0.0.1:1/db");
    }
  }
  for (const std::string text :
       {" postgresql://me:s3cret@127.0.0.1:1/db",
        "postgresql://me:s3cret@127.0.0.1:1/db\n",
        "'postgresql://me:s3cret@127.0.0.1:1/db'",
        "\"postgresql://me:s3cret@127.0.0.1:1/db\"",
        "\"postgresql://me:s3cret@127.0.0.1:1/db",
        "<postgresql://me:s3cret@127.0.0.1:1/db>",
        "DATABASE_URL=postgresql://me:s3cret@127.0.0.1:1/db",
        "psql postgresql://me:s3cret@127.0.0.1:1/db",
        "postgresql ://me:s3cret@127.0.0.1:1/db",
        "postgresql://me:s3cret@127.0.0.1:1:2/db",
        "postgresql://me:s3cret@[127.0.0.1/db",
        "postgresql://me:s3cret@127.0.0.1:99999/db",
        "postgresql://me%3As3cret@127.0.0.1:1/db",
        "postgresql://me:s3cret@127.0.0.1:1/db?nonsense=1",
        "postgresql://me:s3cret@127.0.0.1:1/db?x",
        "postgresql://127.0.0.1:1/db?user=me&password=s3cret",
        "postgresql://127.0.0.1:1/db?user=me&pasword=s3cret",
        "postgresql://127.0.0.1:1/db?s3cret",
        "postgresql://me:s3cret@127.0.0.1:1,127.0.0.1:2/db",
        "postgresql://me:s3cret",
        "postgresql://me:s3cret/db",
        "host=127.0.0.1 port=1 user=me password=s3cret dbname=db",
        "host = 127.0.0.1 port = 1 password = s3cret",
        "host=127.0.0.1 port=1 password='s3cret'",
        "host=127.0.0.1 port=1 password='s3cret",
        "host=127.0.0.1 port=1 password=s3cret'",
        "host=127.0.0.1 port=1 password=\"s3cret\"",
        "host=127.0.0.1 port=1 password=s3c\\ s3cret",
        "host=127.0.0.1 port=1 password=me s3cret",
        "host=127.0.0.1 port=1 password s3cret",
        "host=127.0.0.1 port=1 password:s3cret",
        "host=127.0.0.1 port=1 pasword=s3cret",
        "host=127.0.0.1 port=1 passwd=s3cret",
        "host=127.0.0.1 port=1 pwd=s3cret",
        "host=127.0.0.1 port=1 psasword=s3cret",
        "hots=127.0.0.1 port=1 password=s3cret",
        "HOST=127.0.0.1 PORT=1 PASSWORD=s3cret",
        "Host=127.0.0.1;Port=1;Password=s3cret",
        "127.0.0.1 port=1 user=me password=s3cret",
        "password=s3cret",
        "user=me:s3cret host=127.0.0.1 port=1",
        "host=me:s3cret@127.0.0.1 port=1",
        "host=postgresql://me:s3cret@127.0.0.1:1/db port=1",
        "dbname=postgresql://me:s3cret@127.0.0.1:1/db host=127.0.0.1 port=1",
        "host=127.0.0.1 port=s3cret",
        "host=127.0.0.1 port=1 sslpassword=s3cret"}) {
    addresses.push_back(text);
  }
  return addresses;
}

}  // namespace pgstair::cli
