// SPDX-License-Identifier: MIT
//
// What becomes of a walk whose snapshots miss something: a source that does not see one table of
// the real database stands for a fault in the tracking of changes.

#include "checks/missed_change.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "catalog/track/incremental_source.h"
#include "checks/all_checks.h"
#include "installation_under_test.h"
#include "masked.h"
#include "report/render/render.h"
#include "report/version.h"
#include "server/disposable_server.h"
#include "walk/walk.h"
#include "walk/walk_revision.h"

namespace pgstair::walk {
namespace {

class SourceThatMisses : public catalog::SnapshotSource {
 public:
  explicit SourceThatMisses(std::string table) : table_(std::move(table)) {}

  catalog::Snapshot read(postgres::Session& session,
                         catalog::InTransaction in_transaction) override {
    const catalog::Snapshot seen = source_.read(session, in_transaction);
    auto roots = seen.roots();
    std::erase_if(roots, [&](const catalog::Snapshot::Root& root) {
      return std::ranges::any_of(*root.objects, [&](const catalog::Object& object) {
        return object.identity.kind == "table" && object.identity.name == table_;
      });
    });
    return catalog::Snapshot(std::move(roots), seen.unreadable());
  }

 private:
  std::string table_;
  catalog::IncrementalSource source_;
};

class MissedChange : public testing::Test {
 protected:
  /// A chain whose third revision leaves a table behind.
  MissedChange() {
    std::vector<chain::Fault> faults;
    chain_ = chain::Chain::build(
        {revision("a", {}, "CREATE TABLE t (id int)", "DROP TABLE t"),
         revision("b", {"a"}, "ALTER TABLE t ADD n text", "ALTER TABLE t DROP n"),
         revision("c", {"b"}, "CREATE TABLE left_behind ()",
                  "DROP TABLE t; CREATE TABLE t (id int, n text)"),
         revision("d", {"c"}, "ALTER TABLE t ADD m text", "ALTER TABLE t DROP m")},
        faults);
  }

  WalkEnd walk_with(const Servers& servers, const catalog::MakeSnapshotSource& source) {
    result_ = {};
    result_.chain_path = "migrations";
    result_.chain_format = "native";
    WalkOptions options;
    options.make_source = source;
    report::ConsoleProgress progress(console_, {.verbose = true}, false);
    return walk(
        chain_, servers, options, [] { return checks::all_checks({}); }, progress, result_);
  }

  static catalog::MakeSnapshotSource source_that_misses(const std::string& table) {
    return [table] { return std::make_unique<SourceThatMisses>(table); };
  }

  std::string findings() const {
    std::string text;
    for (const auto& finding : result_.findings)
      text += finding.revision + ": " + finding.code + " on " + finding.object + "\n";
    return text;
  }

  server::DisposableServer server_{{installation_under_test(), false, std::nullopt}};
  chain::Chain chain_;
  report::Result result_;
  std::ostringstream console_;
};

constexpr const char* right_findings =
    "c: downgrade-leaves-residue on table public.left_behind\n"
    "c: reapply-fails on \n";

TEST_F(MissedChange, HasTheChainWalkedAgainByWholeReads) {
  const WalkEnd end = walk_with({&server_}, source_that_misses("left_behind"));
  EXPECT_EQ(findings(), right_findings);
  ASSERT_TRUE(end.missed);
  ASSERT_EQ(end.missed->objects.size(), 1u);
  EXPECT_EQ(to_string(end.missed->objects[0]), "table public.left_behind");
  ASSERT_NE(end.missed->revision, nullptr);
  EXPECT_EQ(end.missed->revision->id, "c");
}

TEST_F(MissedChange, LeavesOneRowForEachRevisionAndSaysThatTheWalkBeginsAnew) {
  walk_with({&server_}, source_that_misses("left_behind"));
  EXPECT_EQ(result_.revisions.size(), 4u);
  EXPECT_EQ(masked(console_.str()),
            R"(Walking 4 revisions of migrations (native) on Postgres VERSION
  ✓ a  TIME
  ✓ b  TIME
  ✗ c  TIME  reapply-fails
  ✓ d  TIME
  ✓ 3 revisions passed
  ✗ 1 revision failed

Walking again from the first revision, and what is above does not count: the snapshots missed a change of table public.left_behind
  ✓ a  TIME
  ✓ b  TIME
  ✗ c  TIME  downgrade-leaves-residue, reapply-fails
  ✓ d  TIME
  ✓ 3 revisions passed
  ✗ 1 revision failed

)");
}

TEST_F(MissedChange, IsNoticedInWhicheverServersShareOfTheChain) {
  server::DisposableServer second({installation_under_test(), false, std::nullopt});
  const WalkEnd end = walk_with({&server_, &second}, source_that_misses("left_behind"));
  EXPECT_TRUE(end.missed);
  EXPECT_EQ(findings(), right_findings);
  EXPECT_EQ(result_.revisions.size(), 4u);
}

TEST_F(MissedChange, IsNoneWhereTheSnapshotsAreRight) {
  const WalkEnd end = walk_with({&server_}, source_that_misses("no_such_table"));
  EXPECT_FALSE(end.missed);
  EXPECT_EQ(findings(), right_findings);
  EXPECT_EQ(console_.str().find("again"), std::string::npos);
}

TEST_F(MissedChange, IsReportedWithWhatToSendUs) {
  const WalkEnd end = walk_with({&server_}, source_that_misses("left_behind"));
  checks::report_missed_change(*end.missed, result_);
  const report::Finding& finding = result_.findings.back();
  EXPECT_EQ(finding.code, "snapshot-tracking-missed-change");
  EXPECT_EQ(finding.severity, report::Severity::warning);
  EXPECT_EQ(finding.revision, "c");
  EXPECT_EQ(finding.object, "table public.left_behind");
  EXPECT_EQ(finding.message,
            "pgstair reads only what a script touched, and so missed a change of table "
            "public.left_behind; the chain was walked again by whole reads, whose verdicts these "
            "are");
  EXPECT_EQ(finding.advice,
            "Please send us this finding with the revision c: pgstair " +
                std::string(report::version) + ", Postgres " + result_.server_version +
                ". Until it is mended, `--snapshot-source whole` spares the second walk.");
  EXPECT_EQ(result_.chain_checks.at("snapshot_tracking"), report::Verdict::failed);
}

}  // namespace
}  // namespace pgstair::walk
