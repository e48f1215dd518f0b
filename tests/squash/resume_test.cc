// SPDX-License-Identifier: MIT
//
// What each tool does with a database of the old chain that is given the new chain's files.

#include "squash/resume.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/file.h"
#include "support/temp_dir.h"

namespace pgstair::squash {
namespace {

using testing::HasSubstr;
using Positions = std::vector<std::size_t>;

/// Names of files with their texts.
using Named = std::vector<std::pair<std::string, std::string>>;

/// A linear chain of files with these names and texts.
class Files {
 public:
  explicit Files(const Named& files) {
    std::vector<chain::Revision> revisions;
    std::string parent;
    for (const auto& [id, text] : files) {
      chain::Revision revision;
      revision.id = id;
      revision.file = (folder_.path() / id).string();
      revision.is_repeatable = id.starts_with("R__");
      write_file(revision.file, text);
      if (!parent.empty()) revision.parents = {parent};
      parent = id;
      revisions.push_back(std::move(revision));
    }
    std::vector<chain::Fault> faults;
    chain_ = chain::Chain::build(std::move(revisions), faults);
  }
  const chain::Chain& chain() const { return chain_; }

 private:
  TempDir folder_;
  chain::Chain chain_;
};

/// Two revisions squashed under the name of the second, and one after them.
class KeepsTheLast : public testing::Test {
 protected:
  Resume after(const std::string& format, std::size_t applied) const {
    return Tool(format, old_.chain(), new_.chain()).resume(applied);
  }

  Files old_{Named{{"0001_a", "a"}, {"0002_b", "b"}, {"0003_c", "c"}}};
  Files new_{Named{{"0002_b", "a b"}, {"0003_c", "c"}}};
};

TEST_F(KeepsTheLast, GoesOnFromTheEndOfTheRange) {
  for (const char* format : {"native", "golang-migrate", "goose", "diesel", "alembic", "plain"}) {
    const Resume resume = after(format, 2);
    EXPECT_EQ(resume.refuses, "") << format;
    EXPECT_EQ(resume.pending, Positions{1}) << format;
    EXPECT_EQ(resume.taken, (std::vector<bool>{true, false})) << format;
  }
}

TEST_F(KeepsTheLast, AppliesAllToAnEmptyDatabase) {
  for (const char* format : {"native", "golang-migrate", "goose", "sqlx", "flyway", "alembic"})
    EXPECT_EQ(after(format, 0).pending, (Positions{0, 1})) << format;
}

TEST_F(KeepsTheLast, MeetsADatabaseWithinTheRange) {
  EXPECT_EQ(after("native", 1).pending, (Positions{0, 1}));
  EXPECT_EQ(after("goose", 1).pending, (Positions{0, 1}));
  EXPECT_EQ(after("golang-migrate", 1).refuses, "no migration found for version 1");
  EXPECT_EQ(after("alembic", 1).refuses, "Can't locate revision identified by '0001_a'");
}

TEST_F(KeepsTheLast, IsRefusedByToolsThatKeepChecksums) {
  EXPECT_THAT(after("sqlx", 2).refuses, HasSubstr("1 was previously applied but is missing"));
  EXPECT_THAT(after("flyway", 2).refuses, HasSubstr("not resolved locally: 1"));
}

TEST_F(KeepsTheLast, GoesOnWhereSqlxsNotesWereMadeThoseOfTheSquash) {
  const auto resume = [this](std::size_t applied) {
    return Tool("sqlx", old_.chain(), new_.chain(), {.noted_as_one = 2}).resume(applied);
  };
  EXPECT_EQ(resume(2).refuses, "");
  EXPECT_EQ(resume(2).pending, Positions{1});
  EXPECT_EQ(resume(3).refuses, "");
  EXPECT_THAT(resume(1).refuses, HasSubstr("1 was previously applied but is missing"));
}

TEST(Tool, GoesOnBehindABaselineWithTheFilesThatItStandsFor) {
  const Files before(Named{{"V1__a", "a"}, {"V2__b", "b"}, {"V3__c", "c"}});
  const Files after(Named{{"B2__initial", "a b"}, {"V3__c", "c"}});
  const Files edited(Named{{"V1__a", "another"}, {"V2__b", "b"}});
  const auto resume = [&](const Files& kept) {
    const auto revisions = kept.chain().revisions();
    return Tool("flyway", before.chain(), after.chain(),
                {.before_baseline = {revisions.begin(), revisions.begin() + 2}})
        .resume(1);
  };
  EXPECT_TRUE(resume(before).by_old_files);
  EXPECT_FALSE(resume(edited).by_old_files);
  EXPECT_THAT(Tool("flyway", before.chain(), after.chain()).resume(1).refuses,
              HasSubstr("not resolved locally: 1"));
}

TEST(Tool, SeesAnotherFileUnderANotedVersion) {
  const Files before(Named{{"0001_a", "a"}});
  const Files after(Named{{"0001_a", "another"}});
  EXPECT_THAT(Tool("sqlx", before.chain(), after.chain()).resume(1).refuses,
              HasSubstr("has been modified"));
  EXPECT_EQ(Tool("native", before.chain(), after.chain()).resume(1).pending, Positions{});
}

TEST(Tool, TakesTheEndsOfLinesForNothingWhereFlywayDoes) {
  const Files before(Named{{"V1__a", "a\n"}});
  const Files other_ends(Named{{"V1__a", "a\r\n"}});
  const Files other_text(Named{{"V1__a", "b\n"}});
  EXPECT_EQ(Tool("flyway", before.chain(), other_ends.chain()).resume(1).refuses, "");
  EXPECT_EQ(Tool("flyway", before.chain(), other_text.chain()).resume(1).refuses,
            "Migration checksum mismatch for migration version 1");
}

TEST(Tool, AppliesARepeatableAgainWhereItHasChanged) {
  const Files before(Named{{"V1__a", "a"}, {"V2__b", "b"}, {"R__v", "v"}});
  const Files after(Named{{"V1__a", "a"}, {"V2__b", "b"}, {"R__v", "other"}, {"R__w", "w"}});
  EXPECT_EQ(Tool("flyway", before.chain(), before.chain()).resume(3).pending, Positions{});
  EXPECT_EQ(Tool("flyway", before.chain(), before.chain()).resume(1).pending, (Positions{1, 2}));
  const Resume resume = Tool("flyway", before.chain(), after.chain()).resume(3);
  EXPECT_EQ(resume.refuses, "");
  EXPECT_EQ(resume.pending, (Positions{2, 3}));
}

TEST(Tool, RefusesAVersionBeforeTheGreatestOnlyIfItIsGoose) {
  const Files before(Named{{"0002_b", "b"}, {"0010_j", "j"}});
  const Files after(Named{{"0002_b", "b"}, {"0009_late", "i"}, {"0010_j", "j"}});
  EXPECT_THAT(Tool("goose", before.chain(), after.chain()).resume(2).refuses,
              HasSubstr("found missing migrations before current version 10: 9"));
  EXPECT_EQ(Tool("native", before.chain(), after.chain()).resume(2).pending, Positions{1});
  EXPECT_EQ(Tool("golang-migrate", before.chain(), after.chain()).resume(2).pending, Positions{});
}

}  // namespace
}  // namespace pgstair::squash
