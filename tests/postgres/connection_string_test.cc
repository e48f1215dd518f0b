// SPDX-License-Identifier: MIT
#include "postgres/connection_string.h"

#include <gtest/gtest.h>

#include "support/errors.h"

namespace pgstair::postgres {
namespace {

std::string conninfo(const std::string& text) { return ConnectionString::parse(text).conninfo(); }
std::string url(const std::string& text) { return ConnectionString::parse(text).url(); }

TEST(ConnectionString, ReadsEveryPartOfAUrl) {
  EXPECT_EQ(conninfo("postgresql://me:pw@host:5433/db?sslmode=disable&application_name=a%20b"),
            "user='me' password='pw' dbname='db' host='host' port='5433' application_name='a b' "
            "sslmode='disable'");
  EXPECT_EQ(conninfo("postgres://host"), "host='host'");
  EXPECT_EQ(conninfo("postgresql://"), "");
  EXPECT_EQ(conninfo("postgresql:///db"), "dbname='db'");
  EXPECT_EQ(conninfo("postgresql://[::1]:5433/db"), "dbname='db' host='::1' port='5433'");
  EXPECT_EQ(conninfo("postgresql://a:1,b:2/db"), "dbname='db' host='a,b' port='1,2'");
  EXPECT_EQ(conninfo("postgresql://%2Fvar%2Frun/db"), "dbname='db' host='/var/run'");
  EXPECT_EQ(conninfo("postgresql:///db?host=%2Ftmp&dbname=other"), "dbname='other' host='/tmp'");
  EXPECT_EQ(conninfo("postgresql://u:p%40ss%25@h/d"),
            "user='u' password='p@ss%' dbname='d' host='h'");
  EXPECT_EQ(conninfo("postgresql://u:p@s@s@h/d?application_name=a@b"),
            "user='u' password='p@s@s' dbname='d' host='h' application_name='a@b'");
}

TEST(ConnectionString, ReadsPairs) {
  EXPECT_EQ(conninfo("host=h dbname = 'a b'  password='it\\'s'"),
            "password='it\\'s' dbname='a b' host='h'");
  EXPECT_EQ(conninfo("host='' user=a\\ b"), "user='a b' host=''");
  EXPECT_EQ(conninfo("  "), "");
}

TEST(ConnectionString, ReadsWhatOtherProgramsTakeForAUrl) {
  for (const char* text :
       {"postgresql+psycopg2://me:pw@h/d", "postgres+asyncpg://me:pw@h/d", "PostgreSQL://me:pw@h/d",
        "POSTGRES+PSYCOPG://me:pw@h/d", " \tpostgresql://me:pw@h/d\n", "'postgres://me:pw@h/d'",
        "\" postgresql+psycopg://me:pw@h/d \"", "'host=h user=me dbname=d password=pw'"}) {
    EXPECT_EQ(url(text), "postgresql://me:pw@h/d") << text;
    EXPECT_TRUE(ConnectionString::is_meant_by(text)) << text;
  }
}

TEST(ConnectionString, IsMeantByWhateverIsNoNameOfAFile) {
  for (const char* text :
       {"postgresql:///d", "postgressql://me:pw@h/d", "mysql://me:pw@h/d", "postgresql:/me:pw@h/d",
        "postgres:me:pw@h", "me:pw@h/d", "hots=h password=pw", "password = pw", "host=h",
        "jdbc:postgresql://h/d?password=pw"}) {
    EXPECT_TRUE(ConnectionString::is_meant_by(text)) << text;
  }
  for (const char* text : {"", "chain", "chain@head", "chain@a=b", "chain@a:b", "model", "./a=b",
                           "a.sql", "/tmp/x:y", "postgres", "model/*.sql", "a:b", "metadata"}) {
    EXPECT_FALSE(ConnectionString::is_meant_by(text)) << text;
  }
}

TEST(ConnectionString, WritesAUrlThatReadsAsTheSame) {
  for (const char* text :
       {"postgresql://me:p%40:w%25@host:5433/d%20b?sslmode=disable", "postgresql://[::1]:5433/db",
        "host=/dev/shm/x port=5432 user=postgres dbname=db", "postgresql://a:1,b:2/db?user=u",
        "dbname=db password=x", "host=h password=only", "host='a:b]/%41' dbname=db"}) {
    EXPECT_EQ(ConnectionString::parse(url(text)).get("password"),
              ConnectionString::parse(text).get("password"));
    EXPECT_EQ(url(url(text)), url(text)) << text;
    for (const char* keyword : {"host", "port", "user", "dbname", "sslmode"}) {
      EXPECT_EQ(ConnectionString::parse(url(text)).get(keyword),
                ConnectionString::parse(text).get(keyword))
          << text << " as " << url(text);
    }
  }
}

TEST(ConnectionString, PutsASocketDirectoryIntoTheQuery) {
  EXPECT_EQ(url("host=/dev/shm/x port=5432 user=postgres dbname=db"),
            "postgresql:///db?user=postgres&host=/dev/shm/x&port=5432");
}

TEST(ConnectionString, ReplacesOneSettingAndKeepsTheRest) {
  EXPECT_EQ(ConnectionString::parse("postgresql://h/a?sslmode=disable").with("dbname", "b").url(),
            "postgresql://h/b?sslmode=disable");
}

TEST(ConnectionString, AMalformedOneIsRefusedWithoutRepeatingIt) {
  for (const char* text :
       {"postgresql://u:s3cret", "postgresql://u:p?s3cret@h/d", "postgresql://u:s3cret%4@h",
        "host=h password='s3cret", "s3cret", "host=h s3cret user=u", "postgresql://h/d?s3cret",
        "postgresql://u:5/s3cret@h/d", "postgresql://u:s3cret/@h/d", "postgresql://[::1/s3cret",
        "mysql://u:s3cret@h/d", "host=h port=s3cret", "host=h port=70000", "postgresql:/u:s3cret@h",
        "u:s3cret@h/d", "hots=h password=s3cret"}) {
    try {
      ConnectionString::parse(text);
      ADD_FAILURE() << text << " was accepted";
    } catch (const UsageError& error) {
      EXPECT_EQ(std::string(error.what()).find("s3cret"), std::string::npos) << error.what();
    }
    EXPECT_THROW(without_password(text), UsageError) << text;
  }
}

TEST(ConnectionString, IsShownWithoutItsSecretsAndElseAsItWasWritten) {
  EXPECT_EQ(without_password("postgresql://u@h:5433/d?sslmode=disable"),
            "postgresql://u@h:5433/d?sslmode=disable");
  EXPECT_EQ(without_password("host=h  user=u"), "host=h  user=u");
  EXPECT_EQ(without_password("postgresql://u:s3@cret@h:5433/d"), "postgresql://u:***@h:5433/d");
  EXPECT_EQ(without_password("postgresql://u:s3cret#@h/d"), "postgresql://u:***@h/d");
  EXPECT_EQ(without_password("postgresql://h/d?user=u&password=s3cret&sslpassword=s3cret"),
            "postgresql://u:***@h/d?sslpassword=***");
  EXPECT_EQ(without_password("user=u password='s3 cret' host=h"),
            "user='u' password='***' host='h'");
  EXPECT_EQ(without_password("user=u:s3cret host=::1"), "user='u:***' host='::1'");
  EXPECT_EQ(without_password("host=h dbname=postgresql://u:s3cret@h/d"),
            "dbname='postgresql://u:***@h/d' host='h'");
  EXPECT_EQ(without_password("\"postgresql://u:s3cret@h/d\""), "postgresql://u:***@h/d");
}

}  // namespace
}  // namespace pgstair::postgres
