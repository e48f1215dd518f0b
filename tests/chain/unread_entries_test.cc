// SPDX-License-Identifier: MIT
//
// What lies in a chain's folder and cannot be read is told in every format, or the call refused.

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;

struct FormatFiles {
  std::string format;
  std::string file;  ///< of a migration
  std::string text;
  std::string odd;  ///< the name of another, in its place
};

const std::vector<FormatFiles> all_formats{
    {"native", "1_a.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\n", "2_b.sql"},
    {"golang-migrate", "1_a.up.sql", "SELECT 1;", "2_b.up.sql"},
    {"goose", "1_a.sql", "-- +goose Up\nSELECT 1;\n", "2_b.sql"},
    {"diesel", "1_a/up.sql", "SELECT 1;", "2_b"},
    {"sqlx", "1_a.sql", "SELECT 1;", "2_b.sql"},
    {"flyway", "V1__a.sql", "SELECT 1;", "V2__b.sql"},
    {"prisma", "1_a/migration.sql", "SELECT 1;", "2_b"},
    {"sql-migrate", "1_a.sql", "-- +migrate Up\nSELECT 1;\n", "2_b.sql"},
    {"tern", "1_a.sql", "SELECT 1;\n---- create above / drop below ----\n", "2_b.sql"},
    {"liquibase", "1_a.sql", "--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n", "2_b.sql"},
    {"node-pg-migrate", "1_a.sql", "-- Up Migration\nSELECT 1;\n", "2_b.sql"},
    {"plain", "1_a.sql", "SELECT 1;", "2_b.sql"}};

/// What is said of a chain in whose folder `spoil` has put something.
template <typename Spoil>
void expect_told(const FormatFiles& of, const std::string& name, const Spoil& spoil) {
  const Folder folder({{of.file, of.text}});
  spoil(folder.path() / name);
  std::vector<std::string> told;
  try {
    told = folder.faults(read_folder(folder.path(), of.format, {}));
  } catch (const UsageError& error) {
    told = {folder.shown(error.what()) + " unreadable-file"};
  }
  EXPECT_THAT(told, Contains(AllOf(HasSubstr("unreadable-file"), HasSubstr("chain/" + name))))
      << of.format;
}

TEST(UnreadEntries, AreToldInEveryFormat) {
  for (const auto& format : all_formats) {
    const bool has_folders = format.odd == "2_b";
    if (!has_folders) {
      expect_told(format, format.odd, [](const fs::path& path) { fs::create_directory(path); });
    }
    for (const char* target : {"nowhere", "2_b", "2_b.sql"})
      expect_told(format, format.odd,
                  [&](const fs::path& path) { fs::create_symlink(target, path); });
    expect_told(format, format.odd, [](const fs::path& path) { ::mkfifo(path.c_str(), 0600); });
  }
}

TEST(UnreadEntries, AreLookedForInFoldersOfFormatsThatHaveThem) {
  for (const auto& format : all_formats) {
    if (!find_format(format.format)->has_folders) continue;
    expect_told(format, "sub/link.sql", [](const fs::path& path) {
      fs::create_directory(path.parent_path());
      fs::create_symlink("nowhere", path);
    });
  }
}

TEST(UnreadEntries, AreNotWhatReadersRead) {
  for (const auto& of : all_formats) {
    const Folder folder({{of.file, of.text}, {".hidden/x", ""}});
    fs::create_symlink("nowhere", folder.path() / ".lock");
    fs::create_directory(folder.path() / "fixtures");
    const auto told = folder.faults(read_folder(folder.path(), of.format, {}));
    EXPECT_THAT(told, testing::Not(Contains(HasSubstr("this is a")))) << of.format;
  }
}

TEST(UnreadEntries, FoldersBehindLinksAreReadOnce) {
  const Folder folder({{"V1__a.sql", "SELECT 1;"}, {"../elsewhere/V2__b.sql", "SELECT 2;"}});
  fs::create_directory_symlink("../elsewhere", folder.path() / "more");
  fs::create_directory_symlink(".", folder.path() / "self");
  const auto result = read_folder(folder.path(), "flyway", {});
  EXPECT_EQ(result.revisions.size(), 2U);
  EXPECT_THAT(folder.faults(result), testing::IsEmpty());
}

}  // namespace
}  // namespace pgstair::chain
