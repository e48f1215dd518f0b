// SPDX-License-Identifier: MIT
#include "server/installation.h"

#include "server_test.h"

namespace pgstair::server {
namespace {

TEST(Installations, TheDefaultIsOneOfThoseThatAreFound) {
  const Installation chosen = choose_installation({});
  bool is_found = false;
  for (const auto& installation : find_installations()) {
    is_found =
        is_found || (installation.bin == chosen.bin && installation.version == chosen.version);
  }
  EXPECT_TRUE(is_found) << chosen.bin;
}

TEST(Installations, AreFoundOnceEachNewestFirst) {
  const auto found = find_installations();
  ASSERT_FALSE(found.empty());
  for (std::size_t i = 1; i < found.size(); ++i) {
    EXPECT_GE(found[i - 1].major, found[i].major);
    EXPECT_FALSE(std::filesystem::equivalent(found[i - 1].bin, found[i].bin));
  }
}

TEST(Installations, CanBeChosenByVersion) {
  const auto found = find_installations();
  ASSERT_FALSE(found.empty());
  const Installation chosen = choose_installation({found.back().major, {}});
  EXPECT_EQ(chosen.major, found.back().major);
}

TEST(Installations, AMissingVersionIsAnsweredWithThoseThatAreThere) {
  const Installation present = choose_installation({});
  const std::string text = complaint([] { choose_installation({9, {}}); });
  EXPECT_NE(text.find("no PostgreSQL 9 on this machine"), std::string::npos) << text;
  EXPECT_NE(text.find(present.version + " in " + present.bin.string()), std::string::npos) << text;
  EXPECT_NE(text.find("scripts/fetch-postgres 9"), std::string::npos) << text;
  EXPECT_NE(text.find("--pg-bin"), std::string::npos) << text;
}

TEST(Installations, AFolderWithoutInitdbIsRefused) {
  const TempDir empty;
  const std::string text = complaint([&] { choose_installation({{}, empty.path()}); });
  EXPECT_EQ(text.substr(0, text.find('\n')), "there is no initdb in " + empty.path().string());
}

TEST(Installations, AFolderWithoutPostgresIsRefused) {
  const TempDir folder;
  std::ofstream(folder.path() / "initdb") << "#!/bin/sh\n";
  std::filesystem::permissions(folder.path() / "initdb", std::filesystem::perms{0755});
  const std::string text = complaint([&] { choose_installation({{}, folder.path()}); });
  EXPECT_EQ(text.substr(0, text.find('\n')), "there is no postgres in " + folder.path().string());
}

TEST(Installations, AFolderOfAnotherVersionThanAskedForIsRefused) {
  const Installation present = choose_installation({});
  const std::string text = complaint([&] { choose_installation({9, present.bin}); });
  EXPECT_NE(text.find("--pg asks for 9"), std::string::npos) << text;
}

}  // namespace
}  // namespace pgstair::server
