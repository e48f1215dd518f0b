// SPDX-License-Identifier: MIT
#include "walk/walk.h"
#include "installation_under_test.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "checks/all_checks.h"
#include "postgres/session.h"
#include "server/disposable_server.h"
#include "walk/walk_revision.h"

namespace pgstair::walk {
namespace {

class Watch : public report::Progress {
 public:
  explicit Watch(std::function<void(std::size_t)> after_revision = {})
      : after_revision_(std::move(after_revision)) {}
  void started(const report::Result&, std::size_t) override {}
  void starts_again(const report::Result&, const std::string&) override {}
  void revision_done(const report::RevisionResult&, std::size_t index,
                     std::span<const report::Finding>) override {
    if (after_revision_) after_revision_(index);
  }

 private:
  std::function<void(std::size_t)> after_revision_;
};

class Walk : public testing::Test {
 protected:
  report::Result walk_chain(std::vector<chain::Revision> revisions, Watch watch = Watch()) {
    std::vector<chain::Fault> faults;
    chain_ = chain::Chain::build(std::move(revisions), faults);
    report::Result result;
    walk(
        chain_, {&server_}, {}, [] { return checks::all_checks({}); }, watch, result);
    return result;
  }

  /// "code on object" of every finding, in order.
  static std::vector<std::string> found(const report::Result& result) {
    std::vector<std::string> text;
    for (const auto& finding : result.findings) {
      text.push_back(finding.revision + ": " + finding.code +
                     (finding.object.empty() ? "" : " on " + finding.object));
    }
    return text;
  }

  static std::string verdicts(const report::RevisionResult& revision) {
    std::string text;
    for (const auto& [check, verdict] : revision.checks) {
      text += (text.empty() ? "" : " ") + check + "=" + std::string(report::to_string(verdict));
    }
    return text;
  }

  server::DisposableServer server_{{installation_under_test(), false, std::nullopt}};
  chain::Chain chain_;
};

using Found = std::vector<std::string>;

TEST_F(Walk, FindsNothingInAChainThatRoundTrips) {
  const auto result =
      walk_chain({revision("a", {}, "CREATE TABLE t (id int)", "DROP TABLE t"),
                  revision("b", {"a"}, "ALTER TABLE t ADD n text", "ALTER TABLE t DROP n")});
  EXPECT_EQ(found(result), Found{});
  EXPECT_EQ(result.chain_checks.at("full_descent"), report::Verdict::passed);
}

TEST_F(Walk, GoesOnAfterADowngradeThatFails) {
  const auto result = walk_chain({revision("a", {}, "CREATE TABLE t (id int)", "DROP TABLE gone"),
                                  revision("b", {"a"}, "CREATE TABLE u (id int)", "SELECT 1"),
                                  revision("c", {"b"}, "CREATE TABLE v (id int)", "DROP TABLE v")});
  EXPECT_EQ(found(result), (Found{"a: downgrade-fails", "b: downgrade-stub on table public.u",
                                  "b: reapply-fails"}));
  EXPECT_EQ(verdicts(result.revisions[2]), "replay=passed round_trip=passed session=passed");
}

TEST_F(Walk, ReportsATriggerThatTheDowngradeLeavesBehind) {
  const auto result = walk_chain(
      {revision("a", {}, "CREATE TABLE t (id int)", "DROP TABLE t"),
       revision("b", {"a"},
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); ALTER "
                "TABLE t ADD n int",
                "ALTER TABLE t DROP n")});
  const auto text = found(result);
  EXPECT_TRUE(std::ranges::count(text, "b: downgrade-leaves-residue on trigger g on public.t") ==
              1);
  EXPECT_TRUE(std::ranges::count(text, "b: downgrade-leaves-residue on function public.f()") == 1);
  EXPECT_TRUE(std::ranges::count(text, "b: reapply-fails") == 1);
}

TEST_F(Walk, MakesTheDatabaseAnewAfterABrokenScriptThatCommitsOnItsOwn) {
  const auto result =
      walk_chain({revision("a", {}, "CREATE TABLE t (id int, n int)", "DROP TABLE t"),
                  revision("b", {"a"}, "CREATE INDEX CONCURRENTLY i ON t (n)",
                           "ALTER TABLE t DROP n; SELECT 1/0", false),
                  revision("c", {"b"}, "ALTER TABLE t ALTER n SET NOT NULL",
                           "ALTER TABLE t ALTER n DROP NOT NULL")});
  EXPECT_EQ(found(result).front(), "b: downgrade-fails");
  EXPECT_EQ(verdicts(result.revisions[2]), "replay=passed round_trip=passed session=passed")
      << "revision c needs the column that b's downgrade dropped before it failed";
}

TEST_F(Walk, ChecksTheOtherBranchWhenOneCannotBeApplied) {
  const auto result =
      walk_chain({revision("a", {}, "CREATE TABLE t (id int)", "DROP TABLE t"),
                  revision("left", {"a"}, "SELECT nothing", "SELECT 1"),
                  revision("below", {"left"}, "SELECT 1", "SELECT 1"),
                  revision("right", {"a"}, "CREATE TABLE u (id int)", "DROP TABLE u")});
  EXPECT_EQ(found(result), Found{"left: upgrade-fails"});
  EXPECT_EQ(verdicts(result.revisions[2]), "replay=passed round_trip=passed session=passed");
  EXPECT_EQ(verdicts(result.revisions[3]), "replay=passed round_trip=passed session=passed");
}

TEST_F(Walk, RunsTheDowngradeInASessionOfItsOwn) {
  const auto result = walk_chain(
      {revision("a", {}, "CREATE TEMP TABLE kept AS SELECT 1 AS one; CREATE TABLE t (id int)",
                "DROP TABLE t; SELECT one FROM kept")});
  EXPECT_EQ(found(result), (Found{"a: downgrade-fails", "a: leaks-temporary-object on kept"}));
}

TEST_F(Walk, LeavesNothingPreparedFromOneScriptToTheNext) {
  const std::string prepare = "PREPARE q AS SELECT 1";
  const std::string hidden = "DO $$ BEGIN EXECUTE 'PRE' || 'PARE q AS SELECT 1'; END $$";
  const std::string trigger = R"(CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN EXECUTE 'PREPARE q AS SELECT 1'; RETURN new; END $$;
    CREATE TRIGGER g BEFORE INSERT ON v FOR EACH ROW EXECUTE FUNCTION f();)";
  const std::string insert = "INSERT INTO v VALUES (1)";
  const auto result = walk_chain(
      {revision("a", {}, prepare + "; CREATE TABLE t (id int)", "DROP TABLE t; " + prepare),
       revision("b", {"a"}, hidden + "; CREATE TABLE u (id int)", "DROP TABLE u; " + hidden),
       revision("c", {"b"}, "CREATE TABLE v (id int); " + trigger, "DROP TABLE v; DROP FUNCTION f"),
       revision("d", {"c"}, insert, "DELETE FROM v; " + insert + "; DELETE FROM v")});
  EXPECT_EQ(found(result), Found{});
}

TEST_F(Walk, EndsWhatAScriptHasPreparedToCommit) {
  const auto result = walk_chain(
      {revision("a", {}, "CREATE TABLE t (id int)", "DROP TABLE t"),
       revision("b", {"a"}, "BEGIN; ALTER TABLE t ADD n int; PREPARE TRANSACTION 'it''s b'",
                "ALTER TABLE t DROP IF EXISTS n", false)});
  EXPECT_EQ(found(result), Found{"b: leaks-open-transaction on it's b"})
      << "the downgrade would wait for the lock for ever";
}

TEST_F(Walk, SaysThatTheServerWasLost) {
  EXPECT_THROW(walk_chain({revision("a", {}, "CREATE TABLE t (id int)", "DROP TABLE t"),
                           revision("b", {"a"}, "SELECT pg_terminate_backend(pg_backend_pid())",
                                    "SELECT 1")}),
               EnvironmentError);
}

TEST_F(Walk, ExpectsTheLossThatARevisionDeclares) {
  auto lossy = revision("b", {"a"}, "ALTER TABLE t DROP phone", "SELECT 1");
  lossy.losses = {{"t.phone", {"b.sql", 1, 1}}};
  const auto result =
      walk_chain({revision("a", {}, "CREATE TABLE t (id int, phone text)", "DROP TABLE t"), lossy});
  EXPECT_TRUE(std::ranges::none_of(result.findings, [](const report::Finding& finding) {
    return finding.code == "downgrade-loses-object";
  })) << testing::PrintToString(found(result));
}

}  // namespace
}  // namespace pgstair::walk
