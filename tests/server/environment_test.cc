// SPDX-License-Identifier: MIT
#include <sys/mount.h>

#include <thread>

#include "postgres/session.h"
#include "server/disposable_server.h"
#include "server_test.h"

// What a disposable server does when the machine is not as it should be, and what it says.

namespace pgstair::server {
namespace {

using testing::AssertionFailure;
using testing::AssertionResult;
using testing::AssertionSuccess;

class Environment : public ServerTest {};

AssertionResult says(const std::string& text, const std::vector<std::string>& parts) {
  for (const auto& part : parts) {
    if (text.find(part) == std::string::npos) {
      return AssertionFailure() << "no \"" << part << "\" in:\n" << text;
    }
  }
  return AssertionSuccess();
}

/// A folder with wrappers of the real binaries, so that one of them can be made to fail.
void write_program(const std::filesystem::path& path, const std::string& script) {
  std::ofstream(path) << "#!/bin/sh\n" << script << "\n";
  std::filesystem::permissions(path, std::filesystem::perms{0755});
}

Installation wrapped(const std::filesystem::path& folder, const Installation& real) {
  for (const char* program : {"initdb", "postgres"}) {
    write_program(folder / program, "exec " + (real.bin / program).string() + " \"$@\"");
  }
  return {folder, real.major, real.version};
}

/// The finished and unfinished clusters in a cache.
std::vector<std::string> clusters(const std::filesystem::path& cache) {
  std::vector<std::string> names;
  for (const auto& path : content(cache / "clusters")) {
    if (std::filesystem::is_directory(path)) names.push_back(path.filename().string());
  }
  return names;
}

TEST_F(Environment, TwoRunsThatFindNoCacheBuildItOnce) {
  const TempDir cache = open_directory();
  const ScopedVariable variable("PGSTAIR_CACHE", cache.path().string());
  const auto start = [&] { DisposableServer server(options()); };
  std::thread other(start);
  start();
  other.join();
  EXPECT_EQ(clusters(cache.path()).size(), 1u);
}

TEST_F(Environment, AnUpgradeOfTheBinariesReplacesTheCachedCluster) {
  const TempDir cache = open_directory();
  const ScopedVariable variable("PGSTAIR_CACHE", cache.path().string());
  const TempDir bin = open_directory();
  ServerOptions wrapper = options();
  wrapper.installation = wrapped(bin.path(), wrapper.installation);
  { DisposableServer server(wrapper); }
  const auto before = clusters(cache.path());
  std::filesystem::last_write_time(bin.path() / "initdb",
                                   std::filesystem::file_time_type::clock::now());
  { DisposableServer server(wrapper); }
  const auto after = clusters(cache.path());
  ASSERT_EQ(before.size(), 1u);
  ASSERT_EQ(after.size(), 1u);
  EXPECT_NE(before, after);
}

TEST_F(Environment, ACachedClusterThatIsDamagedIsMadeAnew) {
  const TempDir cache = open_directory();
  const ScopedVariable variable("PGSTAIR_CACHE", cache.path().string());
  { DisposableServer server(options()); }
  const auto entry = cache.path() / "clusters" / clusters(cache.path()).front();
  for (const std::string damage :
       {": > state", "rm data/global/pg_control", "truncate -s 4096 data/base/1/1259",
        "chmod 000 data/base/1/*", "mkfifo data/pipe", "rm -r data; echo > data"}) {
    ASSERT_TRUE(run({.arguments = {"sh", "-c", damage}, .directory = entry}).succeeded()) << damage;
    EXPECT_NO_THROW(DisposableServer server(options())) << damage;
    EXPECT_EQ(clusters(cache.path()).size(), 1u);
  }
}

TEST_F(Environment, AServerThatDoesNotStartShowsTheEndOfItsLog) {
  const TempDir bin = open_directory();
  ServerOptions broken = options();
  broken.installation = wrapped(bin.path(), broken.installation);
  write_program(bin.path() / "postgres", "echo 'FATAL:  the disk is on fire' >&2; exit 1");
  EXPECT_TRUE(says(complaint([&] { DisposableServer server(broken); }),
                   {"did not start", "FATAL:  the disk is on fire"}));
  EXPECT_TRUE(content(place()).empty());
}

TEST_F(Environment, AnUnknownLocaleIsNamedWithAWayOut) {
  const TempDir cache = open_directory();
  const ScopedVariable variable("PGSTAIR_CACHE", cache.path().string());
  ServerOptions elsewhere = options();
  elsewhere.locale = "xx_YY.UTF-8";
  EXPECT_TRUE(says(complaint([&] { DisposableServer server(elsewhere); }),
                   {"initdb failed", "xx_YY.UTF-8", "locale -a"}));
  EXPECT_TRUE(clusters(cache.path()).empty());
}

TEST_F(Environment, ALongPathIsRefusedBecauseOfItsSocket) {
  const auto deep = place() / std::string(60, 'x') / std::string(60, 'y');
  std::filesystem::create_directories(deep);
  const ScopedVariable variable("PGSTAIR_RUN_DIR", deep.string());
  EXPECT_TRUE(says(complaint([&] { DisposableServer server(options()); }),
                   {"too long for a unix socket", "PGSTAIR_RUN_DIR"}));
}

TEST_F(Environment, ALongTmpdirIsPassedOver) {
  const auto deep = place() / std::string(60, 'x') / std::string(60, 'y');
  std::filesystem::create_directories(deep);
  const ScopedVariable anywhere("PGSTAIR_RUN_DIR", "");
  const ScopedVariable variable("TMPDIR", deep.string());
  DisposableServer server(options());
  EXPECT_EQ(postgres::Session(server.create()->conninfo()).execute("SELECT 1").text(0, 0), "1");
}

TEST_F(Environment, APlaceThatDoesNotExistIsNamed) {
  const ScopedVariable variable("PGSTAIR_RUN_DIR", (place() / "nowhere").string());
  EXPECT_TRUE(says(complaint([&] { DisposableServer server(options()); }),
                   {(place() / "nowhere").string(), "is no directory"}));
}

/// A file system of eight megabytes; only root can make one.
class SmallDisk : public ServerTest {
 protected:
  void SetUp() override {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can mount a small disk";
    if (::mount("tmpfs", disk().c_str(), "tmpfs", 0, "size=8m,mode=0755") != 0) {
      GTEST_SKIP() << "cannot mount a small disk here";
    }
    mounted_ = true;
  }
  void TearDown() override {
    if (mounted_) ::umount2(disk().c_str(), MNT_DETACH);
  }
  std::filesystem::path disk() const { return disk_.path(); }

 private:
  TempDir disk_ = open_directory();
  bool mounted_ = false;
};

TEST_F(SmallDisk, NoRoomForARunIsSaidInFigures) {
  const ScopedVariable variable("PGSTAIR_RUN_DIR", disk().string());
  EXPECT_TRUE(says(complaint([&] { DisposableServer server(options()); }),
                   {disk().string() + ": has 8 MB free, of ", "MB needed", "PGSTAIR_RUN_DIR"}));
  EXPECT_TRUE(content(disk()).empty());
}

TEST_F(SmallDisk, NoRoomForTheCacheIsSaidWithAWayOut) {
  const ScopedVariable variable("PGSTAIR_CACHE", disk().string());
  EXPECT_TRUE(says(complaint([&] { DisposableServer server(options()); }),
                   {"initdb failed", "No space left on device", "PGSTAIR_CACHE"}));
  EXPECT_TRUE(clusters(disk()).empty());
}

}  // namespace
}  // namespace pgstair::server
