// SPDX-License-Identifier: MIT
#include "support/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <fstream>
#include <future>
#include <iterator>
#include <string>

#include "support/errors.h"
#include "support/temp_dir.h"

namespace pgstair {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class WriteFile : public testing::Test {
 protected:
  fs::path path(const std::string& name) const { return folder_.path() / name; }

  static mode_t mode_of(const fs::path& path) {
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
    return status.st_mode & 07777;
  }

  /// Nothing but these is in the folder: no draft stays.
  void expect_only(std::vector<std::string> names) const {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(folder_.path()))
      found.push_back(entry.path().filename().string());
    EXPECT_THAT(found, testing::UnorderedElementsAreArray(names));
  }

 private:
  TempDir folder_;
};

std::string reason_of(const fs::path& path) {
  try {
    write_file(path, "text");
  } catch (const EnvironmentError& error) {
    return error.what();
  }
  return "(written)";
}

TEST_F(WriteFile, ReplacesAPlainFileAndKeepsItsMode) {
  write_file(path("secret"), "old");
  fs::permissions(path("secret"), fs::perms{0600});
  struct stat before {};
  ASSERT_EQ(::stat(path("secret").c_str(), &before), 0);
  write_file(path("secret"), "new");
  struct stat after {};
  ASSERT_EQ(::stat(path("secret").c_str(), &after), 0);
  EXPECT_EQ(read_file(path("secret")), "new");
  EXPECT_EQ(after.st_mode & 07777, 0600);
  EXPECT_NE(after.st_ino, before.st_ino) << "a reader of the old one must not see half of the new";
  expect_only({"secret"});
}

TEST_F(WriteFile, GivesANewFileTheModeOfAnyOther) {
  const mode_t before = ::umask(027);
  write_file(path("new"), "text");
  ::umask(before);
  EXPECT_EQ(mode_of(path("new")), 0640);
}

TEST_F(WriteFile, WritesThroughLinksAndLeavesThemInPlace) {
  write_file(path("target"), "something longer");
  fs::create_symlink("target", path("link"));
  fs::create_symlink("not there yet", path("dangling"));
  fs::create_hard_link(path("target"), path("other name"));
  write_file(path("link"), "new");
  EXPECT_EQ(read_file(path("other name")), "new");
  write_file(path("other name"), "newer");
  EXPECT_EQ(read_file(path("target")), "newer");
  write_file(path("dangling"), "made");
  EXPECT_EQ(read_file(path("not there yet")), "made");
  EXPECT_TRUE(fs::is_symlink(path("link")));
  EXPECT_TRUE(fs::is_symlink(path("dangling")));
  expect_only({"target", "link", "other name", "dangling", "not there yet"});
}

TEST_F(WriteFile, WritesIntoAPipeForItsReader) {
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  auto reader = std::async(std::launch::async, [&] {
    std::ifstream pipe(path("pipe"));
    return std::string(std::istreambuf_iterator<char>(pipe), {});
  });
  const std::string much(1'000'000, 'x');
  write_file(path("pipe"), much);
  EXPECT_EQ(reader.get(), much);
  EXPECT_TRUE(fs::is_fifo(path("pipe")));
}

TEST_F(WriteFile, LeavesADeviceADevice) {
  if (::mknod(path("null").c_str(), S_IFCHR | 0666, ::makedev(1, 3)) != 0)
    GTEST_SKIP() << "no device can be made here: only root may";
  write_file(path("null"), "text");
  EXPECT_TRUE(fs::is_character_file(path("null")));
  expect_only({"null"});
}

TEST_F(WriteFile, WritesAFileOfAFolderThatTakesNoNewOne) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write anywhere";
  fs::create_directory(path("closed"));
  write_file(path("closed/file"), "old");
  fs::permissions(path("closed"), fs::perms{0500});
  write_file(path("closed/file"), "new");
  EXPECT_EQ(read_file(path("closed/file")), "new");
  fs::permissions(path("closed"), fs::perms{0700});
}

TEST_F(WriteFile, SaysWhyItCouldNot) {
  fs::create_symlink("/dev/full", path("full"));
  fs::create_symlink("loop", path("loop"));
  EXPECT_THAT(reason_of(path("full")), HasSubstr("full: No space left on device"));
  EXPECT_THAT(reason_of(path("loop")), HasSubstr("Too many levels of symbolic links"));
  EXPECT_THAT(reason_of(path("nowhere/file")), HasSubstr("No such file or directory"));
  EXPECT_THAT(reason_of(path("")), HasSubstr("Is a directory"));
  expect_only({"full", "loop"});
}

TEST_F(WriteFile, TakesANameAsLongAsAnyMayBe) {
  const std::string name(255, 'n');
  write_file(path(name), "text");
  EXPECT_EQ(read_file(path(name)), "text");
}

}  // namespace
}  // namespace pgstair
