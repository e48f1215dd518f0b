// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include "walk/findings_of.h"
#include "walk/walk_revision.h"

namespace pgstair::walk {
namespace {

std::string function(const std::string& signature) {
  return "FUNCTION " + signature + " RETURNS text LANGUAGE sql AS 'SELECT NULL::text';";
}

/// What is found of a revision that comes after one that makes `old`, and undoes itself.
Codes found_of(const std::string& old, const std::string& up, const std::string& down) {
  return findings_of({revision("a", {}, "CREATE " + function(old), "DROP FUNCTION f"),
                      revision("b", {"a"}, up, down)});
}

const Codes told{"b: or-replace-makes-overload on function public.f(integer, text)"};

TEST(MadeOverloads, AreToldWhereAnArgumentIsAdded) {
  EXPECT_EQ(found_of("f(a int)", "CREATE OR REPLACE " + function("f(a int, b text DEFAULT '')"),
                     "DROP FUNCTION f(int, text)"),
            told);
  EXPECT_EQ(found_of("f(int)", "CREATE OR REPLACE " + function("f(int, text)"),
                     "DROP FUNCTION f(int, text)"),
            told);
  EXPECT_EQ(found_of("f(b text)", "CREATE OR REPLACE " + function("f(a int, b text)"),
                     "DROP FUNCTION f(int, text)"),
            told);
}

TEST(MadeOverloads, AreToldWhereAnArgumentIsTakenAwayOrHasAnotherType) {
  EXPECT_EQ(
      found_of("f(a int, b text, c date)", "CREATE OR REPLACE " + function("f(a int, b text)"),
               "DROP FUNCTION f(int, text)"),
      told);
  EXPECT_EQ(found_of("f(a bigint, b text)", "CREATE OR REPLACE " + function("f(a int, b text)"),
                     "DROP FUNCTION f(int, text)"),
            told);
}

TEST(MadeOverloads, AreNotToldWhereTheOldOneIsDropped) {
  EXPECT_EQ(found_of("f(a int)",
                     "DROP FUNCTION f(int); CREATE OR REPLACE " + function("f(a int, b text)"),
                     "DROP FUNCTION f(int, text); CREATE " + function("f(a int)")),
            Codes{});
}

TEST(MadeOverloads, AreNotToldWhereTheyAreMeant) {
  EXPECT_EQ(
      found_of("f(a int)", "CREATE " + function("f(a int, b text)"), "DROP FUNCTION f(int, text)"),
      Codes{});
  EXPECT_EQ(found_of("f(a int)", "CREATE OR REPLACE " + function("f(name text)"),
                     "DROP FUNCTION f(text)"),
            Codes{});
  EXPECT_EQ(found_of("f(a int)",
                     "CREATE OR REPLACE " + function("f(a int)") + "CREATE OR REPLACE " +
                         function("f(a int, b text)"),
                     "DROP FUNCTION f(int, text)"),
            Codes{});
}

TEST(MadeOverloads, AreNotToldOfAFunctionInAnotherSchema) {
  EXPECT_EQ(
      found_of("f(a int)", "CREATE SCHEMA s; CREATE OR REPLACE " + function("s.f(a int, b text)"),
               "DROP SCHEMA s CASCADE"),
      Codes{});
}

}  // namespace
}  // namespace pgstair::walk
