// SPDX-License-Identifier: MIT
#include "author/python_sql.h"

#include <gtest/gtest.h>

namespace pgstair::author {
namespace {

TEST(PythonString, HasTheMarksThatItNeeds) {
  EXPECT_EQ(python_string("one line"), "\"one line\"");
  EXPECT_EQ(python_string("a \"quoted\" name;"), "\"\"\"a \"quoted\" name;\"\"\"");
  EXPECT_EQ(python_string("two\nlines"), "\"\"\"two\nlines\"\"\"");
  EXPECT_EQ(python_string("a\\d"), "r\"a\\d\"");
  EXPECT_EQ(python_string("ends in \"a\""), "\"\"\"ends in \\\"a\\\"\"\"\"");
  EXPECT_EQ(python_string("a\r\nb"), "\"\"\"a\\r\nb\"\"\"") << "Python would drop the \\r";
}

TEST(OpExecute, EscapesWhatSqlAlchemyTakesForParameters) {
  EXPECT_EQ(op_execute("SELECT 1;"), "op.execute(\"SELECT 1\")");
  EXPECT_EQ(op_execute("SELECT ':x'"), R"(op.execute(r"SELECT '\:x'"))");
  EXPECT_EQ(op_execute("SELECT a::text, '12:30', b[1:2], 'a: b'"),
            "op.execute(\"SELECT a::text, '12:30', b[1:2], 'a: b'\")");
  EXPECT_EQ(op_execute(R"(SELECT E'\:x')"), R"(op.execute(r"SELECT E'\\:x'"))");
  EXPECT_EQ(op_execute("SELECT :x::int"), "op.execute(\"SELECT :x::int\")")
      << "a name with a colon after it is no parameter";
}

}  // namespace
}  // namespace pgstair::author
