// SPDX-License-Identifier: MIT
//
// What stands among a project's revisions and is no plain file.

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "alembic/project_test.h"

namespace pgstair::cli {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

using AlembicOddFiles = ProjectTest;

TEST_F(AlembicOddFiles, AmongTheRevisionsAreNamed) {
  const fs::path file = folder() / "migrations/versions/b2.py";
  const std::initializer_list<void (*)(const fs::path&)> ways{
      [](const fs::path& path) { ::mkfifo(path.c_str(), 0600); },
      [](const fs::path& path) { fs::create_symlink("nowhere", path); },
      [](const fs::path& path) { fs::create_directory(path); }};
  for (const auto make : ways) {
    fs::remove(file);
    make(file);
    for (const char* command : {"check", "verify"}) {
      const auto result = pgstair({command, folder().string()});
      EXPECT_EQ(result.exit_code, 3) << result.out;  // as all that keeps a project from loading
      EXPECT_THAT(result.err, AllOf(HasSubstr("migrations/versions/b2.py"),
                                    HasSubstr("this is no plain file")));
    }
  }
}

}  // namespace
}  // namespace pgstair::cli
