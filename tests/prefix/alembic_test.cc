// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "alembic/project_test.h"
#include "prefix/python_project.h"
#include "project.h"
#include "support/file.h"
#include "verify/verify.h"

namespace pgstair::prefix {
namespace {

using testing::HasSubstr;
using testing::Not;

class VerifiedAlembic : public cli::ProjectTest {
 protected:
  /// Of all that decides but for the programs.
  std::string key() const {
    Inputs inputs;
    add_python_project(places_of(verify::alembic_project(verify::read_configuration(folder()))),
                       inputs);
    EXPECT_EQ(inputs.unseen(), std::nullopt);
    return inputs.key();
  }
  bool is_known() const { return verify().out.find("Verified before") != std::string::npos; }
  /// env.py of the template, with a line before it.
  void begin_env_with(const std::string& line) const {
    write("migrations/env.py", line + "\n" + cli::env_of_the_template);
  }

  OwnCache cache_;
};

TEST_F(VerifiedAlembic, IsDecidedByItsSourcesItsPackagesAndItsEnvironment) {
  const auto packages = cache_.path() / "site-packages";
  const server::ScopedVariable path("PYTHONPATH", packages.string());
  std::filesystem::create_directories(packages / "flask-2.1.dist-info");
  write_file(packages / "flask-2.1.dist-info/RECORD", "flask.py,sha256=1,1\n");
  write("shop/models.py", "");
  write(".env", "SCHEMA=a\n");
  std::set<std::string> keys{key()};
  const auto expect_new = [&](const char* what) { EXPECT_TRUE(keys.insert(key()).second) << what; };
  write("shop/models.py", "# a comment\n");
  expect_new("a model");
  write(".env", "SCHEMA=b\n");
  expect_new("a file that may be read");
  configure("file_template = %%(rev)s\n");
  expect_new("the configuration");
  begin_env_with("import os");
  expect_new("env.py");
  write_file(packages / "flask-2.1.dist-info/RECORD", "flask.py,sha256=2,1\n");
  expect_new("a package's files");
  std::filesystem::rename(packages / "flask-2.1.dist-info", packages / "flask-2.2.dist-info");
  expect_new("a package's version");
  write_file(packages / "shop.pth", folder().string() + "/shop\n");
  expect_new("another source of modules");
  const server::ScopedVariable variable("SHOP_SCHEMA", "a");
  expect_new("a variable");
  const server::ScopedVariable of_the_session("GITHUB_SHA", "1a2b3c");
  EXPECT_TRUE(keys.contains(key())) << "says which job it is";
  begin_env_with("import os; os.getenv('GITHUB_SHA')");
  const std::string mentioned = key();
  const server::ScopedVariable another("GITHUB_SHA", "4d5e6f");
  EXPECT_NE(key(), mentioned) << "but the project asks for it";
  write(".venv/pyvenv.cfg", "");
  const std::string with_environment = key();
  write(".venv/notes.txt", "");
  EXPECT_EQ(key(), with_environment) << "packages are another matter";
}

TEST_F(VerifiedAlembic, IsGivenAgainWhileNothingChanges) {
  const auto first = verify();
  EXPECT_EQ(first.exit_code, 0) << first.out << first.err;
  EXPECT_THAT(first.out, Not(HasSubstr("Verified before")));
  EXPECT_TRUE(is_known()) << verify({"-v"}).err;
  begin_env_with("# a comment");
  EXPECT_FALSE(is_known());
  EXPECT_FALSE(verify({"--no-cache"}).out.find("Verified before") != std::string::npos);
}

TEST_F(VerifiedAlembic, IsNotKeptIfItsCodeGoesBeyondTheProject) {
  const auto elsewhere = cache_.path() / "elsewhere.txt";
  write_file(elsewhere, "app");
  for (const auto& [line, reason] :
       {std::pair{"open('" + elsewhere.string() + "').read()", "reads " + elsewhere.string()},
        {std::string("import os; os.listdir('/srv')"), std::string("reads /srv")},
        {std::string("import subprocess; subprocess.run(['true'])"), std::string("runs true")},
        {std::string("import socket\ntry:\n    socket.create_connection(('localhost', 9))\n"
                     "except OSError:\n    pass"),
         std::string("asks localhost")}}) {
    begin_env_with(line);
    EXPECT_THAT(verify({"-v"}).err, HasSubstr("not kept: the project's code " + reason));
    EXPECT_TRUE(cache_.kept().empty()) << line;
  }
}

}  // namespace
}  // namespace pgstair::prefix
