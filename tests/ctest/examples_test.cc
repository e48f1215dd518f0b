// SPDX-License-Identifier: MIT
//
// docs/examples/, as their READMEs say to try them, and the first screen of README.md, tried on
// them: so that they cannot rot.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "ctest_test.h"
#include "support/text.h"

namespace pgstair {
namespace {

namespace fs = std::filesystem;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class Example : public CtestProject {
 protected:
  /// A copy, in which the test may do as a reader would.
  void copy(const std::string& name, const std::string& as = "") const {
    fs::copy(fs::path(PGSTAIR_SOURCE_DIR) / "docs/examples" / name, folder() / as,
             fs::copy_options::recursive);
  }
  std::string program() const { return Installed::prefix() / "bin/pgstair"; }
  /// As a reader would whose PATH has the installed program.
  ProcessResult in_folder(const std::vector<std::string>& arguments) const {
    return run({.arguments = arguments,
                .directory = folder(),
                .set = {"PATH=" + (Installed::prefix() / "bin").string() +
                        ":/usr/bin:" + std::getenv("PATH")}});
  }
  void replace_in(const std::string& name, const std::string& from, const std::string& to) const {
    const std::string text = read_file(folder() / name);
    ASSERT_THAT(text, HasSubstr(from));
    write_file(folder() / name, replace_all(text, from, to));
  }
};

TEST_F(Example, CtestProjectPassesAndShowsWhatTheReaderBreaks) {
  copy("ctest-project");
  const auto configured = in_folder({"cmake", "-B", "build"});
  ASSERT_TRUE(configured.succeeded()) << configured.out << configured.err;
  const auto built = in_folder({"cmake", "--build", "build"});
  ASSERT_TRUE(built.succeeded()) << built.out << built.err;
  EXPECT_THAT(built.out + built.err, Not(HasSubstr("warning"))) << "of any libpqxx";
  const auto passed = in_folder({"ctest", "--test-dir", "build"});
  EXPECT_TRUE(passed.succeeded()) << passed.out;
  EXPECT_THAT(passed.out, Not(HasSubstr("Skipped")));

  replace_in("db/migrations/0003_newsletter.sql", "DROP INDEX customers_email_idx;\n", "");
  const auto failed = in_folder({"ctest", "--test-dir", "build", "--output-on-failure"});
  EXPECT_THAT(failed.out,
              HasSubstr("index customers_email_idx on public.customers is still there"));
  EXPECT_THAT(failed.out, HasSubstr("1 tests failed out of"));
  EXPECT_THAT(failed.out, ContainsRegex("shop.0003_newsletter[ .]*\\*\\*\\*Failed"));

  const auto added = in_folder({program(), "new", "-m", "add refunds", "db/migrations"});
  EXPECT_TRUE(added.succeeded()) << added.err;
  EXPECT_THAT(in_folder({"ctest", "--test-dir", "build", "-N"}).out, HasSubstr("_add_refunds"));
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(Example, CtestProjectsProgramWorksOnTheChainsTables) {
  copy("ctest-project");
  ASSERT_TRUE(in_folder({"cmake", "-B", "build"}).succeeded());
  ASSERT_TRUE(in_folder({"cmake", "--build", "build", "--target", "shop"}).succeeded());
  const auto ran = in_folder(
      {program(), "run", "--", "sh", "-ec",
       "for file in db/migrations/*.sql; do sed '/migrate:down/,$d' $file; done | "
       "psql -qX -v ON_ERROR_STOP=1 $DATABASE_URL; build/shop 'Ada Lovelace' ada@example.org; "
       "psql -qX $DATABASE_URL -c 'UPDATE customers SET newsletter = true'; build/shop"});
  EXPECT_EQ(ran.out, "1\nAda Lovelace <ada@example.org>\n") << ran.err;
}

TEST_F(Example, AlembicProjectPassesAndShowsAForgottenIndex) {
  copy("alembic-project");
  const auto passed = in_folder({"make", "check-migrations"});
  EXPECT_TRUE(passed.succeeded()) << passed.out << passed.err;
  EXPECT_THAT(passed.out, HasSubstr("No problem found in "));

  replace_in("migrations/versions/0003_customers_by_email.py",
             "op.create_index(\"ix_customers_email\", \"customers\", [\"email\"])", "pass");
  const auto failed = in_folder({"make", "check-migrations"});
  EXPECT_FALSE(failed.succeeded());
  EXPECT_THAT(failed.out, HasSubstr("model-differs"));
  EXPECT_TRUE(nothing_is_left());
}

class ReadmesFirstScreen : public Example {
 protected:
  /// The code below the line that begins so, which is to be three lines.
  static std::string code_below(const std::string& heading, const std::string& language) {
    const std::string readme = read_file(PGSTAIR_SOURCE_DIR "/README.md");
    const std::string section = readme.substr(readme.find("\n" + heading));
    const std::string code = between(section, "```" + language + "\n", "```");
    EXPECT_EQ(std::ranges::count(code, '\n'), 3) << code;
    return code;
  }
  ProcessResult typed(const std::string& commands) const {
    return in_folder({"sh", "-ec", commands});
  }
};

TEST_F(ReadmesFirstScreen, StartsWithSqlFiles) {
  copy("ctest-project");
  const auto ran = typed(code_below("SQL files", "sh"));
  EXPECT_TRUE(ran.succeeded()) << ran.out << ran.err;
  EXPECT_THAT(read_file(folder() / "report.xml"), HasSubstr("0003_newsletter"));
}

TEST_F(ReadmesFirstScreen, StartsWithAPythonProject) {
  copy("alembic-project", "project");
  // Between the second line and the third the reader changes a model.
  const std::string changed =
      "printf '    refund = Column(Integer)\\n' >> shop/models.py\npgstair new";
  const auto ran = typed(replace_all(code_below("A Python project", "sh"), "pgstair new", changed) +
                         "pgstair verify");
  EXPECT_TRUE(ran.succeeded()) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("add_refunds"));
}

TEST_F(ReadmesFirstScreen, StartsWithACppProject) {
  copy("ctest-project");
  write("CMakeLists.txt", "cmake_minimum_required(VERSION 3.25)\nproject(shop LANGUAGES CXX)\n" +
                              code_below("A C++ project", "cmake"));
  const auto ran = typed("cmake -B build && cmake --build build && ctest --test-dir build");
  EXPECT_TRUE(ran.succeeded()) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("shop.0003_newsletter"));
}

}  // namespace
}  // namespace pgstair
