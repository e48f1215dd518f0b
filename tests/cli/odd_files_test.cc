// SPDX-License-Identifier: MIT
//
// Files and folders that cannot be read, and scripts that speak to a client that is not there: each
// is told as what it is, and never as a defect of pgstair.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "cli_test.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class OddFiles : public CliTest {
 protected:
  void write_chain(const std::string& name) const {
    write(name + "/1_a.sql",
          "-- migrate:up\nCREATE TABLE a (b int);\n-- migrate:down\nDROP TABLE a;\n");
  }
  std::string path(const std::string& name) const { return (folder() / name).string(); }
};

TEST_F(OddFiles, InAChainAreAFindingOfTheirRevision) {
  for (const auto& [target, reason] : {std::pair{"2_b.sql", "Too many levels of symbolic links"},
                                       {"nothing", "No such file or directory"},
                                       {"/proc/self/mem", "Input/output error"},
                                       {"/proc/self/environ", "NUL byte"}}) {
    write_chain("chain");
    fs::remove(path("chain/2_b.sql"));
    fs::create_symlink(target, path("chain/2_b.sql"));
    for (const char* command : {"check", "verify"}) {
      const auto result = pgstair({command, path("chain")});
      EXPECT_EQ(result.exit_code, 1) << command << " " << target << "\n" << result.err;
      EXPECT_THAT(result.out, HasSubstr("unreadable-file"));
      EXPECT_THAT(result.out, HasSubstr(reason));
    }
  }
}

TEST_F(OddFiles, ThatPgstairIsToldAreNamedWithTheReason) {
  write_chain("chain");
  write_chain("settings");
  write_chain("model");
  write("model/pgstair.toml", "model = [\"loop.sql\"]\n");
  fs::create_symlink("pgstair.toml", path("settings/pgstair.toml"));
  fs::create_symlink("loop.sql", path("model/loop.sql"));
  fs::create_symlink("loop", path("loop"));
  const std::string chain = path("chain");
  for (const Arguments& call : {Arguments{"verify", path("settings")},
                                {"verify", path("model")},
                                {"check", path("loop")},
                                {"verify", path("loop")},
                                {"snapshot", path("loop")},
                                {"diff", path("loop"), path("loop")},
                                {"verify", chain, "--model", path("loop")},
                                {"seed", "--at", "head", "-C", path("loop")},
                                {"new", path("loop"), "-m", "x"},
                                {"squash", chain, "--check", "--against", path("loop")},
                                {"verify", chain, "--pg-bin", path("loop")},
                                {"doctor", path("loop")},
                                {"snapshot", "/proc/self/mem"}}) {
    const auto result = pgstair(call);
    EXPECT_TRUE(result.exit_code == 2 || result.exit_code == 3)
        << testing::PrintToString(call) << " ended with " << result.exit_code << result.err;
    EXPECT_THAT(result.err, testing::AnyOf(HasSubstr("loop"), HasSubstr("settings"),
                                           HasSubstr("/proc/self/mem")));
  }
}

/// What would be read for ever, or until there is no memory left.
class EndlessFiles : public OddFiles {
 protected:
  /// In the place of `name`: a pipe that nobody writes to, a device, 4 GB of zeros.
  template <typename Visit>
  void for_each_at(const std::string& name, const Visit& visit) const {
    const fs::path file = path(name);
    fs::create_directories(file.parent_path());
    ASSERT_EQ(::mkfifo(file.c_str(), 0644), 0);
    visit("is a pipe, a socket or a device, not a plain file: copy what it gives to a file");
    fs::remove(file);
    fs::create_symlink("/dev/zero", file);
    visit("is a pipe, a socket or a device, not a plain file: copy what it gives to a file");
    fs::remove(file);
    write(name, "");
    fs::resize_file(file, std::uintmax_t{4} << 30);
    visit("has more than the 256 MB that a file may have here");
    fs::remove(file);
  }
};

TEST_F(EndlessFiles, AmongTheRevisionsAreAFinding) {
  write_chain("chain");
  for_each_at("chain/2_b.sql", [&](const std::string& reason) {
    for (const char* command : {"check", "verify"}) {
      const auto result = pgstair({command, path("chain")});
      EXPECT_EQ(result.exit_code, 1) << command << result.err;
      EXPECT_THAT(result.out, HasSubstr("2_b.sql: " + reason));
    }
  });
}

TEST_F(EndlessFiles, ThatPgstairIsToldAreRefusedAtOnce) {
  write_chain("chain");
  const std::string chain = path("chain");
  const auto expect_refusal = [](const Arguments& call, const std::string& reason) {
    const auto result = pgstair(call);
    EXPECT_EQ(result.exit_code, 2) << testing::PrintToString(call) << result.out << result.err;
    EXPECT_THAT(result.err, HasSubstr(reason));
  };
  for_each_at("x.sql", [&](const std::string& reason) {
    const std::string file = path("x.sql");
    for (const Arguments& call : {Arguments{"verify", chain, "--model", file},
                                  {"verify", chain, "--neighbours", file},
                                  {"diff", file, chain},
                                  {"snapshot", file},
                                  {"seed", "--at", "head", "-C", chain, "--profile", file}})
      expect_refusal(call, reason);
  });
  write_chain("settings");
  for_each_at("settings/pgstair.toml", [&](const std::string& reason) {
    expect_refusal({"verify", path("settings")}, reason);
  });
  write_chain("fixed");
  for_each_at("fixtures/1.sql", [&](const std::string& reason) {
    expect_refusal({"verify", path("fixed"), "--rows", "1", "--fixtures", path("fixtures")},
                   reason);
  });
  write_chain("init");
  write("init/pgstair.toml", "init = [\"before/*.sql\"]\n");
  for_each_at("init/before/a.sql", [&](const std::string& reason) {
    expect_refusal({"verify", path("init")}, reason);
  });
}

TEST_F(OddFiles, ThatAnotherUserMayNotReadAreNamedWithTheReason) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root may run pgstair as another user";
  write_chain("closed");
  write_chain("chain");
  fs::create_directory(path("chain/model"));
  write("chain/pgstair.toml", "model = [\"model/*.sql\"]\n");
  fs::permissions(path("closed"), fs::perms::none);
  fs::permissions(path("chain/model"), fs::perms::none);
  for (const char* name : {"closed", "chain"}) {
    const auto result = run({.arguments = {PGSTAIR_BINARY, "check", path(name)},
                             .account = Account{"nobody", 65534, 65534}});
    EXPECT_TRUE(result.exit_code == 2 || result.exit_code == 3) << result.exit_code << result.err;
    EXPECT_THAT(result.err, HasSubstr("Permission denied"));
    EXPECT_THAT(result.err, HasSubstr(path(name)));
  }
}

TEST_F(OddFiles, ThatAnotherUserMayNotListAreAFinding) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root may run pgstair as another user";
  for (const auto& [format, file] : {std::pair{"native", "1_a.sql"}, {"flyway", "V1__a.sql"}}) {
    fs::remove_all(path("chain"));
    write(std::string("chain/") + file, "-- migrate:up\nSELECT 1;\n-- migrate:down\n");
    fs::create_directory(path("chain/closed"));
    fs::permissions(path("chain/closed"), fs::perms::none);
    const auto result =
        run({.arguments = {PGSTAIR_BINARY, "check", path("chain"), "--chain-format", format},
             .account = Account{"nobody", 65534, 65534}});
    EXPECT_EQ(result.exit_code, 1) << result.err;
    EXPECT_THAT(result.out, HasSubstr("unreadable-file"));
    EXPECT_THAT(result.out, HasSubstr("this folder cannot be listed: Permission denied"));
  }
}

TEST_F(OddFiles, AFolderThatIsNotThereIsNotLeftUnsaid) {
  write("a.sql", "CREATE TABLE t (a int);");
  write_chain("migrations");
  for (const Arguments& call : {Arguments{"snapshot", path("a.sql"), "-C", path("migration")},
                                {"diff", path("a.sql"), path("a.sql"), "-C", path("migration")},
                                {"doctor", path("migration")}}) {
    const auto result = pgstair(call);
    EXPECT_EQ(result.exit_code, 2) << testing::PrintToString(call);
    EXPECT_THAT(result.err, HasSubstr("did you mean " + path("migrations")));
  }
}

/// The report that was made so far was lost with it once.
TEST_F(OddFiles, ThatCopyRowsToAClientAreToldInTheReport) {
  const std::string copy = "CREATE TABLE c (d int); COPY c TO STDOUT;\n";
  write_chain("up");
  write("up/2_b.sql", "-- migrate:up\n" + copy + "-- migrate:down\nDROP TABLE c;\n");
  write_chain("down");
  write("down/2_b.sql",
        "-- migrate:up\nCREATE TABLE c (d int);\n-- migrate:down\n"
        "DROP TABLE c; COPY a TO STDOUT;\n");
  write_chain("expectation");
  write("expectation/pgstair.toml",
        "[[expect]]\nafter = \"1_a\"\nquery = \"COPY a TO STDOUT\"\nrows = []\n");
  for (const char* name : {"init", "model", "neighbours"}) {
    write_chain(name);
    write(std::string(name) + "/pgstair.toml", std::string(name) + " = [\"sql/x.sql\"]\n");
    write(std::string(name) + "/sql/x.sql", copy);
  }
  for (const auto& [name, code] : {std::pair{"up", 1},
                                   {"down", 1},
                                   {"expectation", 1},
                                   {"init", 2},
                                   {"model", 1},
                                   {"neighbours", 2}}) {
    const auto result = pgstair({"verify", path(name), "--rows", "1"});
    EXPECT_EQ(result.exit_code, code) << name << result.err;
    EXPECT_THAT(result.out + result.err, HasSubstr("exchanges rows with the client")) << name;
  }
}

}  // namespace
}  // namespace pgstair::cli
