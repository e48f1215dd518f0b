// SPDX-License-Identifier: MIT
#include "support/unified_diff.h"

#include <gtest/gtest.h>

#include <random>

#include "support/file.h"
#include "support/process.h"
#include "support/temp_dir.h"

namespace pgstair {
namespace {

TEST(UnifiedDiff, IsEmptyForEqualTexts) { EXPECT_EQ(unified_diff("a\nb\n", "a\nb\n"), ""); }

TEST(UnifiedDiff, ShowsAChangedLineAmongItsNeighbours) {
  EXPECT_EQ(unified_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n", 1),
            "@@ -4,3 +4,3 @@\n 4\n-5\n+five\n 6\n");
}

TEST(UnifiedDiff, NamesTheLineBeforeAnEmptyRange) {
  EXPECT_EQ(unified_diff("", "a\n"), "@@ -0,0 +1 @@\n+a\n");
  EXPECT_EQ(unified_diff("a\nb\n", "a\n", 0), "@@ -2 +1,0 @@\n-b\n");
}

/// patch(1) reads what we write; where it is not installed, the test above has the cases.
TEST(UnifiedDiff, IsUnderstoodByPatch) {
  if (!find_program("patch")) GTEST_SKIP() << "patch is not installed";
  std::mt19937 random(7);
  const auto text = [&] {
    std::string lines;
    for (auto i = random() % 30; i > 0; --i) {
      lines += std::string(1, static_cast<char>('a' + random() % 4)) + "\n";
    }
    return lines;
  };
  for (int round = 0; round < 200; ++round) {
    const std::string before = text();
    const std::string after = text();
    if (before == after) continue;
    const TempDir folder;
    write_file(folder.path() / "text", before);
    const auto result =
        run({.arguments = {"patch", "-s", "text"},
             .directory = folder.path(),
             .input = "--- text\n+++ text\n" + unified_diff(before, after, random() % 4)});
    ASSERT_TRUE(result.succeeded()) << result.out << result.err;
    ASSERT_EQ(after.empty() && !std::filesystem::exists(folder.path() / "text")
                  ? ""
                  : read_file(folder.path() / "text"),
              after);
  }
}

}  // namespace
}  // namespace pgstair
