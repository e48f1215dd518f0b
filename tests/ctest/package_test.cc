// SPDX-License-Identifier: MIT
//
// What `cmake --install` lays out, and the Debian package that is made of it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "ctest_test.h"
#include "support/text.h"

namespace pgstair {
namespace {

namespace fs = std::filesystem;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

using Installation = cli::CliTest;

TEST_F(Installation, HoldsWhatShellsManAndCMakeLookFor) {
  for (const char* file :
       {"bin/pgstair", "libexec/pgstair/pgstair-test-result", "share/man/man1/pgstair.1.gz",
        "share/bash-completion/completions/pgstair", "share/zsh/site-functions/_pgstair",
        "share/fish/vendor_completions.d/pgstair.fish", "share/cmake/pgstair/pgstairConfig.cmake",
        "share/doc/pgstair/copyright",
        "share/doc/pgstair/docs/examples/ctest-project/CMakeLists.txt"}) {
    EXPECT_TRUE(fs::exists(Installed::prefix() / file)) << file;
  }
}

TEST_F(Installation, NamesNoFolderOfTheBuild) {
  const auto found = run(
      {.arguments = {"grep", "-rlI", PGSTAIR_BUILD_DIR, (Installed::prefix() / "share").string()}});
  EXPECT_THAT(found.out, IsEmpty());
}

TEST_F(Installation, IsWhatDoctorFindsFromAnyPrefix) {
  const auto doctor = [&](const std::string& path) {
    return run({.arguments = {(Installed::prefix() / "bin/pgstair").string(), "doctor", folder()},
                .set = {"PATH=" + path}});
  };
  const std::string usual = std::getenv("PATH");
  const auto elsewhere = doctor(usual);
  EXPECT_EQ(elsewhere.exit_code, 0) << elsewhere.out;
  EXPECT_THAT(elsewhere.out, ContainsRegex("ok +CMake +.*/share/cmake/pgstair, cmake 3"));
  EXPECT_THAT(elsewhere.out, HasSubstr("-DCMAKE_PREFIX_PATH=" + Installed::prefix().string()));
  EXPECT_THAT(elsewhere.out, ContainsRegex("ok +completion +.*/bash-completion/completions"));
  EXPECT_THAT(doctor((Installed::prefix() / "bin").string() + ":" + usual).out,
              Not(HasSubstr("CMAKE_PREFIX_PATH")));
}

/// The .deb of this build, made once.
class DebianPackage : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* program : {"cpack", "dpkg-deb", "dpkg-shlibdeps"}) {
      if (!find_program(program)) GTEST_SKIP() << program << " is not installed";
    }
    const auto made = run({.arguments = {"cpack", "-B", folder_.path(), "--config",
                                         PGSTAIR_BUILD_DIR "/CPackConfig.cmake"},
                           .directory = PGSTAIR_BUILD_DIR});
    ASSERT_TRUE(made.succeeded()) << made.out << made.err;
    for (const auto& entry : fs::directory_iterator(folder_.path())) {
      if (entry.path().extension() == ".deb") file_ = entry.path().string();
    }
  }

  std::string field(const std::string& name) const {
    return run({.arguments = {"dpkg-deb", "-f", file_, name}}).out;
  }

  TempDir folder_;
  std::string file_;
};

TEST_F(DebianPackage, DependsOnLibrariesAndOnlyRecommendsAServer) {
  EXPECT_THAT(field("Depends"), HasSubstr("libpq5"));
  EXPECT_THAT(field("Depends"), HasSubstr("libc6"));
  EXPECT_THAT(field("Depends"), Not(HasSubstr("postgresql")));
  EXPECT_EQ(field("Recommends"), "postgresql\n");
  EXPECT_THAT(field("Version"), ContainsRegex("^[0-9.]+~[a-z]+[0-9.]*\n$"));

  const std::string content = run({.arguments = {"dpkg-deb", "-c", file_}}).out;
  EXPECT_THAT(content, HasSubstr("./usr/share/zsh/vendor-completions/_pgstair"));
  EXPECT_THAT(content, HasSubstr("./usr/share/doc/pgstair/changelog.gz"));
  for (const auto line : lines(content)) {
    EXPECT_TRUE(line.starts_with("drwxr-xr-x root/root") ||
                line.starts_with("-rwxr-xr-x root/root") ||
                line.starts_with("-rw-r--r-- root/root"))
        << line;
  }
  if (!find_program("lintian")) GTEST_SKIP() << "lintian is not installed";
  const auto lintian =
      run({.arguments = {"lintian", "--allow-root", "--fail-on", "error,warning", file_}});
  EXPECT_TRUE(lintian.succeeded()) << lintian.out << lintian.err;
}

}  // namespace
}  // namespace pgstair
