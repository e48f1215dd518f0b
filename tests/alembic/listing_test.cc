// SPDX-License-Identifier: MIT
//
// What the files of an Alembic project tell by themselves, beside what Alembic reads from them.

#include "alembic/listing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "alembic/nowhere.h"
#include "alembic/reader.h"
#include "python_packages.h"
#include "server/server_test.h"

namespace pgstair::alembic {
namespace {

namespace fs = std::filesystem;

ProjectOptions options_for(const fs::path& folder) {
  ProjectOptions options;
  options.config = configuration_in(folder);
  options.python = test_python;
  options.folder_of_settings = folder;
  return options;
}

/// "ID in FILE", sorted, for each revision.
std::vector<std::string> described(const chain::ReadResult& read) {
  std::vector<std::string> all;
  for (const auto& revision : read.revisions) all.push_back(revision.id + " in " + revision.file);
  std::ranges::sort(all);
  return all;
}

TEST(ListRevisions, TellsWhatAlembicTells) {
  const auto missing = missing_python_packages({"alembic", "sqlalchemy"});
  if (!missing.empty()) GTEST_SKIP() << missing;
  for (const std::string scenario :
       {"downgrade-loses-object-alembic-schemas", "downgrade-moves-sequence-alembic-merge",
        "downgrade-leaves-residue-alembic-async", "good-alembic-branch-labels"}) {
    const fs::path folder = fs::path(PGSTAIR_SOURCE_DIR) / "scenarios" / scenario;
    const auto listed = list_revisions(options_for(folder));
    ASSERT_TRUE(listed) << scenario;
    const auto read = read_project(options_for(folder), [] {
      return std::shared_ptr<const postgres::ScratchDatabase>(std::make_shared<Nowhere>());
    });
    EXPECT_EQ(described(*listed), described(read)) << scenario;
  }
}

class ListedProject : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& content) {
    const fs::path path = folder_.path() / name;
    fs::create_directories(path.parent_path());
    write_file(path, content);
  }
  std::optional<chain::ReadResult> listed() { return list_revisions(options_for(folder_.path())); }

 private:
  TempDir folder_;
};

TEST_F(ListedProject, MayHaveItsVersionsInSeveralFolders) {
  write("alembic.ini",
        "[alembic]\nscript_location = migrations\n"
        "version_locations = %(here)s/a:%(here)s/b\nversion_path_separator = :\n");
  write("a/1_one.py",
        "revision: str = 'one'\ndown_revision = None\n\n\ndef upgrade():\n    pass\n");
  write("b/2_two.py", "revision = 'two'\ndown_revision = ('one',)\ndepends_on = None\n");
  const auto read = listed();
  ASSERT_TRUE(read);
  ASSERT_EQ(read->revisions.size(), 2u);
  EXPECT_EQ(std::get<chain::ProgramScript>(*read->revisions[0].up).location.line, 5);
  EXPECT_EQ(read->revisions[1].parents, std::vector<std::string>{"one"});
}

TEST_F(ListedProject, IsLeftToAlembicWhereItsFilesDoNotTell) {
  write("alembic.ini", "[alembic]\nscript_location = migrations\n");
  write("migrations/versions/1.py", "revision = 'a' + 'b'\ndown_revision = None\n");
  EXPECT_FALSE(listed());
  write("migrations/versions/1.py", "revision = 'a'\ndown_revision = None\n");
  EXPECT_TRUE(listed());
  write("migrations/versions/2.py", "revision = 'b'\ndef upgrade(:\n");
  EXPECT_FALSE(listed());
  write("alembic.ini", "[alembic]\nscript_location = shop:migrations\n");
  EXPECT_FALSE(listed());
}

}  // namespace
}  // namespace pgstair::alembic
