// SPDX-License-Identifier: MIT
#include "prefix/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "support/digest.h"
#include "support/file.h"
#include "support/temp_dir.h"

namespace pgstair::prefix {
namespace {

namespace fs = std::filesystem;
using testing::Optional;

class StoreTest : public testing::Test {
 protected:
  static std::string key(const std::string& name) { return digest_of(name); }
  fs::path file(const std::string& name) const { return store_.folder() / key(name); }

  TempDir place_;
  Store store_{place_.path() / "below" / "verdicts", 10'000};
};

TEST_F(StoreTest, HasWhatWasKept) {
  EXPECT_EQ(store_.find(key("a")), std::nullopt);
  const std::string bytes("any\0byte\xff\n", 10);
  store_.keep(key("a"), bytes);
  store_.keep(key("b"), "");
  EXPECT_THAT(store_.find(key("a")), Optional(bytes));
  EXPECT_THAT(store_.find(key("b")), Optional(std::string()));
  EXPECT_EQ(store_.clear(), 2U);
  EXPECT_EQ(store_.find(key("a")), std::nullopt);
}

TEST_F(StoreTest, HasNothingThatIsNotAsItWasWritten) {
  store_.keep(key("a"), "a verdict");
  const std::string whole = read_file(file("a"));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    store_.keep(key("a"), "a verdict");
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    write_file(file("a"), changed);
    EXPECT_EQ(store_.find(key("a")), std::nullopt) << "byte " << i;
    EXPECT_FALSE(fs::exists(file("a"))) << "it would be there for ever";
    write_file(file("a"), whole.substr(0, i));
    EXPECT_EQ(store_.find(key("a")), std::nullopt) << "cut at " << i;
  }
  write_file(file("b"), whole);
  EXPECT_EQ(store_.find(key("b")), std::nullopt) << "of another key";
  fs::create_directory(file("c"));
  EXPECT_EQ(store_.find(key("c")), std::nullopt) << "no file";
}

TEST_F(StoreTest, LetsGoOfWhatWasNotUsedForTheLongest) {
  const std::string large(4'000, 'x');
  const auto long_ago = fs::file_time_type::clock::now() - std::chrono::hours(2);
  store_.keep(key("a"), large);
  store_.keep(key("b"), large);
  fs::last_write_time(file("a"), long_ago);
  fs::last_write_time(file("b"), long_ago + std::chrono::hours(1));
  EXPECT_TRUE(store_.find(key("a")));
  store_.keep(key("c"), large);
  EXPECT_TRUE(store_.find(key("a"))) << "used just now";
  EXPECT_FALSE(store_.find(key("b")));
  EXPECT_TRUE(store_.find(key("c")));
  store_.keep(key("d"), std::string(20'000, 'x'));
  EXPECT_FALSE(store_.find(key("d"))) << "larger than all the room";

  write_file(file("e").string() + ".tmp77", "half");
  fs::last_write_time(file("e").string() + ".tmp77", long_ago);
  store_.keep(key("f"), "");
  EXPECT_FALSE(fs::exists(file("e").string() + ".tmp77")) << "of somebody who was killed";
}

TEST_F(StoreTest, IsNotUsedIfOthersCanWriteToIt) {
  store_.keep(key("a"), "a verdict");
  fs::permissions(store_.folder(), fs::perms(0777));
  EXPECT_EQ(store_.find(key("a")), std::nullopt);
  store_.keep(key("b"), "another");
  EXPECT_FALSE(fs::exists(file("b")));
}

TEST_F(StoreTest, IsInNobodysWay) {
  write_file(place_.path() / "below", "no folder");
  store_.keep(key("a"), "a verdict");
  EXPECT_EQ(store_.find(key("a")), std::nullopt);
  EXPECT_EQ(store_.clear(), 0U);
}

}  // namespace
}  // namespace pgstair::prefix
