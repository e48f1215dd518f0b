// SPDX-License-Identifier: MIT
//
// One run of env.py answers for many steps, where that makes no difference. Here are the revisions
// that would make one, and the env.py that must be run for each step.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "alembic/alembic_test.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;

/// What a test has an env.py do, besides running the migrations.
struct Env {
  std::string name{};
  std::string before{};            ///< on `connection`
  std::string block = "if True:";  ///< around all that follows the connection
  std::string options{};           ///< of context.configure()
  std::string run = "context.run_migrations()";
  std::string after{};
  bool is_async = false;
};

void PrintTo(const Env& env, std::ostream* out) { *out << env.name; }

std::string execute(const std::string& sql) { return "connection.execute(text(\"" + sql + "\"))"; }

constexpr const char* address_of(bool is_async) {
  return is_async ? "postgresql+asyncpg://app@db.example.com/app"
                  : "postgresql://app@db.example.com/app";
}

constexpr const char* start_at_once = R"(
with engine.connect() as connection:
    migrate(connection)
)";

constexpr const char* start_in_a_loop = R"(
async def main():
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()

asyncio.run(main())
)";

/// Counts its runs in a file.
std::string text_of(const Env& env) {
  const auto or_pass = [](const std::string& text) { return text.empty() ? "pass" : text; };
  std::string text = R"(import asyncio
import uuid
from alembic import context
from sqlalchemy import create_engine, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

open("runs", "a").write("x")
address = context.config.get_main_option("sqlalchemy.url")
engine = MAKE(address, poolclass=pool.NullPool)

def migrate(connection):
    BLOCK
        BEFORE
        context.configure(connection=connection OPTIONS)
        with context.begin_transaction():
            RUN
        AFTER
)";
  text += env.is_async ? start_in_a_loop : start_at_once;
  text = replace_all(text, "MAKE", env.is_async ? "create_async_engine" : "create_engine");
  text = replace_all(text, "BLOCK", env.block);
  text = replace_all(text, "BEFORE", or_pass(env.before));
  text = replace_all(text, "OPTIONS", env.options);
  text = replace_all(text, "RUN", replace_all(env.run, "\n", "\n            "));
  return replace_all(text, "AFTER", or_pass(env.after));
}

class AlembicPersistentEnvRun : public AlembicTest, public testing::WithParamInterface<Env> {
 protected:
  AlembicPersistentEnvRun() : AlembicTest({"asyncpg"}) {
    point_at(address_of(false));
    write("pgstair.toml", "python = \"/usr/bin/python3\"\nmodel = []\n");
  }

  void point_at(const std::string& address) const {
    write("alembic.ini",
          "[alembic]\nscript_location = migrations\nsqlalchemy.url = " + address + "\n");
  }

  /// Adds a revision after the last one.
  void add(const std::string& upgrade, const std::string& downgrade) {
    const std::string parent = revisions_ == 0 ? "None" : "'r" + std::to_string(revisions_) + "'";
    const std::string id = "r" + std::to_string(++revisions_);
    write("migrations/versions/" + id + ".py",
          "import sqlalchemy as sa\nfrom alembic import op\n\nrevision = '" + id +
              "'\ndown_revision = " + parent + "\n\n\ndef upgrade():\n    " +
              replace_all(upgrade, "\n", "\n    ") + "\n\n\ndef downgrade():\n    " +
              replace_all(downgrade, "\n", "\n    ") + "\n");
  }

  /// Adds a revision that nothing is wrong with.
  void add_table() {
    const std::string name = "plain_" + std::to_string(revisions_ + 1);
    add("op.create_table('" + name + "', sa.Column('id', sa.Integer))",
        "op.drop_table('" + name + "')");
  }

  /// What verify reports, but for times.
  json verify(const Env& env) {
    std::filesystem::remove(folder() / "runs");
    point_at(address_of(env.is_async));
    write("migrations/env.py", text_of(env));
    const auto result = pgstair({"verify", folder().string(), "--format", "json", "--jobs", "1"});
    EXPECT_TRUE(result.exit_code == 0 || result.exit_code == 1) << result.out << result.err;
    json report = json::parse(result.out, nullptr, false);
    if (report.is_discarded()) return {};
    report["summary"].erase("seconds");
    for (auto& revision : report["revisions"]) revision.erase("seconds");
    return report;
  }

  std::size_t runs_of_env() const { return read_file(folder() / "runs").size(); }

  /// Of a walk with nothing wrong: up, down, up; then all down, and all up again.
  std::size_t steps() const { return 5 * revisions_; }

 private:
  std::size_t revisions_ = 0;
};

class OneRunOfEnv : public AlembicPersistentEnvRun {};
class ARunForEachStep : public AlembicPersistentEnvRun {};
class EitherWay : public AlembicPersistentEnvRun {};

std::string name_of(const testing::TestParamInfo<Env>& info) { return info.param.name; }

TEST_P(OneRunOfEnv, AnswersForManySteps) {
  for (int i = 0; i < 3; ++i) add_table();
  const json report = verify(GetParam());
  EXPECT_EQ(report["findings"], json::array()) << report["findings"];
  EXPECT_LT(runs_of_env(), steps());
}

INSTANTIATE_TEST_SUITE_P(
    WithAnEnvThat, OneRunOfEnv,
    testing::Values(Env{.name = "DoesNothingElse"},
                    Env{.name = "CommitsEachRevision",
                        .options = ", transaction_per_migration=True"},
                    Env{.name = "HasItsOwnTransaction", .block = "with connection.begin():"},
                    Env{.name = "TakesALock",
                        .before = execute("SELECT pg_advisory_lock(hashtext('alembic'))"),
                        .block = "with connection.begin():",
                        .after = execute("SELECT pg_advisory_unlock(hashtext('alembic'))")},
                    Env{.name = "MakesASchemaAndGoesThere",
                        .before = execute("CREATE SCHEMA IF NOT EXISTS app") + "; " +
                                  execute("SET LOCAL search_path = app"),
                        .block = "with connection.begin():"},
                    Env{.name = "IsAsynchronous", .is_async = true},
                    Env{.name = "IsAsynchronousAndTakesALock",
                        .before = execute("SELECT pg_advisory_lock(hashtext('alembic'))"),
                        .block = "with connection.begin():",
                        .after = execute("SELECT pg_advisory_unlock(hashtext('alembic'))"),
                        .is_async = true}),
    name_of);

TEST_P(ARunForEachStep, IsMade) {
  for (int i = 0; i < 3; ++i) add_table();
  const json report = verify(GetParam());
  EXPECT_EQ(report["findings"], json::array()) << report["findings"];
  EXPECT_GE(runs_of_env(), steps());
}

INSTANTIATE_TEST_SUITE_P(
    WithAnEnvThat, ARunForEachStep,
    testing::Values(
        Env{.name = "AsksWhatIsThere",
            .before = execute("SELECT count(*) FROM pg_class"),
            .block = "with connection.begin():"},
        Env{.name = "CountsWhatItChanged",
            .before = execute("CREATE TABLE IF NOT EXISTS seen (id int)") + "; " +
                      execute("DELETE FROM seen"),
            .block = "with connection.begin():"},
        Env{.name = "AsksPastSqlalchemy",
            .before = "connection.connection.cursor().execute('SELECT 1')"},
        Env{.name = "DoesOtherThingsEachTime",
            .before = "connection.execute(text(f\"SET application_name = '{uuid.uuid4()}'\"))",
            .block = "with connection.begin():"},
        Env{.name = "ConnectsTwice", .before = "engine.connect().close()"},
        Env{.name = "IsCalledForEachRevision", .options = ", on_version_apply=lambda **_: None"},
        Env{.name = "TriesWhatMayFail",
            .before = "nested = connection.begin_nested(); nested.rollback()",
            .block = "with connection.begin():"}),
    name_of);

/// The same env.py, with a question whose answer it might heed, so that it is run for each step.
Env for_each_step(Env env) {
  env.after += (env.after.empty() ? "" : "; ") + execute("SELECT 1");
  return env;
}

TEST_P(EitherWay, FindsTheSame) {
  add("op.create_table('orders', sa.Column('state', sa.Enum('open', 'paid', name='state')))",
      "op.drop_table('orders')\nop.execute('DROP TYPE state')");
  add("op.execute('SET search_path = pg_catalog, public')", "op.execute('RESET search_path')");
  add_table();
  add("op.execute('CREATE TEMP TABLE scratch (id int)')\n"
      "op.execute('SELECT pg_advisory_lock(7)')\nop.execute('LISTEN news')\n"
      "op.execute('PREPARE question AS SELECT 1')",
      "op.execute('CREATE TEMP TABLE scratch (id int)')\n"
      "op.execute('PREPARE question AS SELECT 2')");
  add("op.execute('GRANT ALL ON alembic_version TO pg_monitor')\n"
      "op.execute('SET ROLE pg_monitor')",
      "op.execute('REVOKE ALL ON alembic_version FROM pg_monitor')");
  add("op.execute('CREATE TABLE mine (owner name DEFAULT current_user)')", "pass");
  add("op.execute('COMMIT')\nop.execute('CREATE TABLE alone (id int)')",
      "op.execute('ALTER TABLE alone ADD COLUMN more int')\nop.execute('DROP TABLE nowhere')");
  add("op.execute('CREATE SCHEMA extras')\n"
      "op.execute(\"DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = extras, "
      "public', current_database()); END $$\")",
      "op.execute(\"DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET search_path', "
      "current_database()); END $$\")\nop.execute('DROP SCHEMA extras')");
  add_table();
  add("with op.get_context().autocommit_block():\n"
      "    op.execute(\"ALTER TYPE state ADD VALUE 'lost'\")",
      "pass");
  add("op.execute('CREATE TABLE late (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)')\n"
      "op.execute('INSERT INTO late VALUES (1), (1)')",
      "op.execute('DROP TABLE late')");
  add_table();

  const json held = verify(GetParam());
  const auto runs = runs_of_env();
  const json each = verify(for_each_step(GetParam()));
  EXPECT_LT(runs, runs_of_env());
  EXPECT_EQ(held, each) << json::diff(each, held).dump(2);
  std::set<std::string> codes;
  for (const auto& finding : held["findings"]) codes.insert(finding["code"]);
  EXPECT_THAT(codes, testing::IsSupersetOf({"leaks-setting", "leaks-temporary-object",
                                            "leaks-advisory-lock", "leaks-role", "downgrade-stub",
                                            "downgrade-fails"}));
}

INSTANTIATE_TEST_SUITE_P(
    WithAnEnvThat, EitherWay,
    testing::Values(
        Env{.name = "DoesNothingElse"},
        Env{.name = "CommitsEachRevision", .options = ", transaction_per_migration=True"},
        Env{.name = "GrantsAfterwards",
            .before = execute("SET lock_timeout = 4000"),
            .block = "with connection.begin():",
            .after = execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO pg_monitor")},
        Env{.name = "IsAsynchronous", .is_async = true},
        Env{.name = "IsAsynchronousAndCommitsEachRevision",
            .options = ", transaction_per_migration=True",
            .is_async = true}),
    name_of);

TEST_F(AlembicPersistentEnvRun, AFailureThatEnvHidesIsReportedAllTheSame) {
  add("op.execute('SELECT 1 / 0')", "pass");
  const Env hiding{.run = "try:\n    context.run_migrations()\nexcept Exception:\n    pass"};
  for (const auto& env : {hiding, for_each_step(hiding)}) {
    EXPECT_THAT(verify(env)["findings"].dump(), HasSubstr("division by zero"));
  }
}

TEST_F(AlembicPersistentEnvRun, ARevisionThatConnectsElsewhereIsNotHiddenByTheNext) {
  add_table();
  add("from sqlalchemy import create_engine\n"
      "try:\n    create_engine('postgresql:///developers').connect()\nexcept BaseException:\n"
      "    pass",
      "pass");
  add_table();
  write("migrations/env.py", text_of({}));
  const auto result = pgstair({"verify", folder().string()});
  EXPECT_EQ(result.exit_code, 3) << result.out;
  EXPECT_THAT(result.err, testing::AllOf(HasSubstr("developers"), HasSubstr("r2")));
}

}  // namespace
}  // namespace pgstair::cli
