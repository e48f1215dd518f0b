// SPDX-License-Identifier: MIT
//
// All of the files are exchanged, or none.

#include "squash/write/file_swap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <fstream>
#include <set>
#include <thread>

#include "squash/squash_test.h"

namespace pgstair::squash {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

class FileSwap : public SquashTest {
 protected:
  static constexpr std::size_t many = 3000;

  void SetUp() override {
    SquashTest::SetUp();
    for (std::size_t i = 0; i < many; ++i) {
      const std::string name = "old_" + std::to_string(i);
      old_.push_back(folder() / "db" / name);
      old_files_[name] = name;
    }
    make_old_files();
    new_files_["new"] = "new";
    new_files_["folder/up.sql"] = "up";
    new_files_["folder/down.sql"] = "down";
    for (const auto& [name, text] : new_files_) new_.push_back({folder() / "db" / name, text});
  }

  /// So many that moving them takes a while.
  void make_old_files() const {
    fs::create_directories(folder() / "db");
    for (const auto& [name, text] : old_files_) std::ofstream(folder() / "db" / name) << text;
  }

  /// What a reader of the folder sees; it may change meanwhile.
  std::set<std::string> seen() const {
    std::set<std::string> names;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder() / "db", ignored)) {
      const std::string name = entry.path().filename();
      if (!name.starts_with('.')) names.insert(name);
    }
    return names;
  }

  /// Whether nobody is at the folder any more.
  bool is_free() const {
    try {
      FolderForSwaps{folder() / "db"};
      return true;
    } catch (const UsageError&) {
      return false;
    }
  }

  std::set<std::string> old_names() const {
    std::set<std::string> names;
    for (const auto& [name, text] : old_files_) names.insert(name);
    return names;
  }

  std::vector<fs::path> old_;
  FileTexts old_files_;
  std::vector<author::RevisionFile> new_;
  FileTexts new_files_;
};

TEST_F(FileSwap, TouchesNoOtherFile) {
  write("db/other", "other");
  swap_files(folder() / "db", old_, new_);
  new_files_["other"] = "other";
  EXPECT_EQ(files(), new_files_);
}

TEST_F(FileSwap, PutsAllBackWhereOneCannotBeMoved) {
  old_.push_back(folder() / "db/not_there");
  EXPECT_THROW(swap_files(folder() / "db", old_, new_), EnvironmentError);
  EXPECT_EQ(files(), old_files_);
}

TEST_F(FileSwap, LeavesOneStateOrTheOtherWhenItIsKilled) {
  constexpr int tries = 10;
  int killed_in_time = 0;
  for (int number = 0; number < tries && killed_in_time < 2; ++number) {
    const pid_t child = ::fork();
    if (child == 0) {
      const FolderForSwaps alone(folder() / "db");
      swap_files(folder() / "db", old_, new_);
      ::_exit(0);
    }
    // Somewhere between the first move and the last, mostly.
    while (fs::exists(old_.front()) && ::waitpid(child, nullptr, WNOHANG) == 0) {
    }
    for (int pause = 0; pause < number; ++pause) std::this_thread::yield();
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    // What is left is put back by a process that outlives it.
    const std::set<std::string> new_names{"folder", "new"};
    ASSERT_TRUE(server::eventually([&] { return seen() == old_names() || seen() == new_names; }));
    // Also behind names with a dot, once somebody looks at the folder again.
    ASSERT_TRUE(server::eventually([&] { return is_free(); }));
    EXPECT_EQ(files(), seen() == old_names() ? old_files_ : new_files_);
    if (seen() == old_names()) {
      ++killed_in_time;
    } else {
      fs::remove_all(folder() / "db");
      make_old_files();
    }
  }
  EXPECT_GT(killed_in_time, 0);
}

/// A folder in which a swap ended in the middle.
class CutOffSwap : public SquashTest {
 protected:
  void SetUp() override {
    SquashTest::SetUp();
    write("db/1.sql", "of the chain");
  }
};

TEST_F(CutOffSwap, RemovesWhatAKilledOneLeft) {
  write("db/.pgstair-squash-abc/new/1.sql", "not moved yet");
  fs::create_directory(folder() / "db/.pgstair-squash-abc/old");
  write("db/.pgstair-squashed-abc/old/0", "replaced");
  FolderForSwaps{folder() / "db"};
  EXPECT_EQ(names(), Names{"1.sql"});
}

TEST_F(CutOffSwap, KeepsOldFilesThatWereNeverPutBack) {
  write("db/.pgstair-squash-abc/old/0", "the only one");
  EXPECT_THROW(FolderForSwaps{folder() / "db"}, EnvironmentError);
  EXPECT_TRUE(fs::exists(folder() / "db/.pgstair-squash-abc/old/0"));
}

TEST_F(CutOffSwap, IsMadeByOneProcessAtATime) {
  const FolderForSwaps first(folder() / "db");
  EXPECT_THROW(FolderForSwaps{folder() / "db"}, UsageError);
}

}  // namespace
}  // namespace pgstair::squash
