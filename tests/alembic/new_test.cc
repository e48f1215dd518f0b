// SPDX-License-Identifier: MIT
//
// pgstair new in an Alembic project: autogenerate, mended, marked, verified; or no file at all.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <cstring>

#include "alembic/alembic_test.h"
#include "alembic/documented.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A copy of a scenario's project, whose models the test changes.
class AlembicNew : public AlembicTest {
 protected:
  AlembicNew() {
    std::filesystem::copy(scenario("reapply-fails-alembic-enum"), folder(),
                          std::filesystem::copy_options::recursive);
    write("migrations/script.py.mako", R"("""${message}"""
from alembic import op
import sqlalchemy as sa
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade():
    ${upgrades if upgrades else "pass"}


def downgrade():
    ${downgrades if downgrades else "pass"}
)");
  }

  void change(const std::string& file, const std::string& from, const std::string& to) const {
    const std::string text = read_file(folder() / file);
    ASSERT_THAT(text, HasSubstr(from));
    write(file, replace_all(text, from, to));
  }

  /// Adds to the table `orders` of the models, after its last column.
  void add_to_orders(const std::string& column) const {
    change("models.py", R"(sa.Column("note", sa.Text),)",
           R"(sa.Column("note", sa.Text), )" + column + ",");
  }

  /// Has the project format new revisions, and `python` happen then.
  void end_while_formatting(const std::string& python) const {
    change("alembic.ini", "[alembic]",
           "[post_write_hooks]\nhooks = slow\nslow.type = shop_formatter\n\n[alembic]");
    const std::string env = read_file(folder() / "migrations/env.py");
    write("migrations/env.py",
          "import os\nimport time\nfrom alembic.script import write_hooks\n\n\n"
          "@write_hooks.register('shop_formatter')\ndef format_revision(path, options):\n"
          "    assert os.path.exists(path)\n    open('started', 'w').close()\n    " +
              python + "\n\n\n" + env);
    add_to_orders(R"(sa.Column("paid_at", sa.DateTime()))");
  }

  ProcessResult write_revision(const std::string& message) const {
    return pgstair({"new", "-m", message, folder().string()});
  }

  std::filesystem::path versions() const { return folder() / "migrations/versions"; }

  /// The text of the file in versions() whose name ends so; empty if there is none.
  std::string written(const std::string& suffix) const {
    for (const auto& path : server::content(versions())) {
      if (path.string().ends_with(suffix)) return read_file(path);
    }
    return {};
  }

  /// Whether the revisions are those of the scenario, and nothing was left anywhere else.
  bool nothing_was_written() const {
    return server::content(versions()).size() == 3 && nothing_is_left();
  }
};

TEST_F(AlembicNew, WritesWhatTheModelsLackAndVerifiesIt) {
  add_to_orders(R"(sa.Column("paid_at", sa.DateTime()))");
  const auto result = write_revision("add paid at");
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("_add_paid_at.py"), HasSubstr("1 revision"), Not(HasSubstr("[ ]"))));
  EXPECT_THAT(written("_add_paid_at.py"),
              AllOf(HasSubstr("op.add_column('orders', sa.Column('paid_at', sa.DateTime()"),
                    HasSubstr("op.drop_column('orders', 'paid_at')"), HasSubstr("'3d52'")));
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(AlembicNew, TheDocumentedMakeTargetEndsWithAVerifiedRevision) {
  write("Makefile", documented("make", "migration-new:"));
  change("models.py", R"(sa.Column("note", sa.Text),)",
         R"(sa.Column("note", sa.Text), sa.Column("email", sa.String(200)),)");
  const std::string programs = std::filesystem::path(PGSTAIR_BINARY).parent_path().string();
  const auto result = run({.arguments = {"make", "migration-new", "MSG=add email"},
                           .directory = folder(),
                           .set = {"PATH=" + programs + ":" + std::getenv("PATH")}});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("_add_email.py"), HasSubstr("1 revision")));
  const auto again = pgstair({"verify", folder().string(), "--format", "json"});
  EXPECT_THAT(again.out, AllOf(HasSubstr("_add_email.py"), Not(HasSubstr("model-differs"))));
}

TEST_F(AlembicNew, TheMakeTargetOfThisRepositoryEndsWithAVerifiedRevision) {
  change("models.py", R"(sa.Column("note", sa.Text),)",
         R"(sa.Column("note", sa.Text), sa.Column("email", sa.String(200)),)");
  // The program of this build, instead of one that the target would build first.
  const auto result = run({.arguments = {"make", "-C", PGSTAIR_SOURCE_DIR, "--old-file=release",
                                         "pgstair=" PGSTAIR_BINARY, "migration-new",
                                         "MSG=add email", "CHAIN=" + folder().string()}});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("_add_email.py"), HasSubstr("1 revision")));
  EXPECT_THAT(written("_add_email.py"), HasSubstr("op.add_column('orders', sa.Column('email'"));
}

TEST_F(AlembicNew, ReportsWhatTheNewRevisionGetsWrong) {
  add_to_orders(R"(sa.Column("size", sa.Enum("small", "large", name="order_size")))");
  const auto result = write_revision("size");
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("upgrade-fails"), HasSubstr("order_size"),
                                HasSubstr("[ ] the enum order_size must be created before")));
  EXPECT_THAT(written("_size.py"), HasSubstr("# - [ ] the enum order_size must be created"));
}

TEST_F(AlembicNew, MarksWhatAutogenerateCouldNotKnowUntilItIsSettled) {
  change("models.py", R"(sa.Column("note", sa.Text),)",
         R"(sa.Column("remark", sa.Text, nullable=False),)");
  const auto result = write_revision("remarks");
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("[ ] orders.note is dropped and remark added"),
                    HasSubstr("review-pending"), HasSubstr("not-null-without-default")));
  EXPECT_THAT(written("_remarks.py"), HasSubstr("# - [ ] orders.note is dropped"));
}

TEST_F(AlembicNew, MarksARenameInsideABatchToo) {
  change("migrations/env.py", "target_metadata=metadata)\n        with",
         "target_metadata=metadata, render_as_batch=True)\n        with");
  change("models.py", R"(sa.Column("note", sa.Text),)", R"(sa.Column("remark", sa.Text),)");
  const auto result = write_revision("remarks");
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(written("_remarks.py"), AllOf(HasSubstr("batch_alter_table"),
                                            HasSubstr("orders.note is dropped and remark added")));
}

TEST_F(AlembicNew, MarksTheTableOfADeletedModel) {
  const std::string models = read_file(folder() / "models.py");
  write("models.py", models.substr(0, models.find("orders = ")));
  const auto result = write_revision("no orders");
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("table orders is dropped with its rows: its model is gone"),
                    HasSubstr("the enum order_state stays when its column is dropped")));
}

TEST_F(AlembicNew, TellsALabelThatTheModelsHaveAndAutogenerateDoesNotSee) {
  change("models.py", R"("open", "paid")", R"("open", "paid", "refunded")");
  const auto result = write_revision("refunds");
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("[ ] it is empty"), HasSubstr("ADD VALUE 'refunded'"),
                                HasSubstr("model-differs"), HasSubstr("order_state")));
}

TEST_F(AlembicNew, MarksAnExtensionThatNoRevisionCreates) {
  change("models.py", "import sqlalchemy as sa",
         "import sqlalchemy as sa\nfrom sqlalchemy.dialects.postgresql import HSTORE");
  add_to_orders(R"(sa.Column("extras", HSTORE()))");
  const auto result = write_revision("extras");
  EXPECT_THAT(result.out, HasSubstr("[ ] extras needs the extension hstore"));
}

TEST_F(AlembicNew, RepairsTheTypesOfSqlmodel) {
  // The package itself need not be there: what it has autogenerate write is the same.
  write("sqlmodel/__init__.py", "");
  write("sqlmodel/sql/__init__.py", "");
  write("sqlmodel/sql/sqltypes.py",
        "import sqlalchemy as sa\n\n\nclass AutoString(sa.TypeDecorator):\n"
        "    impl = sa.String\n    cache_ok = True\n");
  change("models.py", "import sqlalchemy as sa",
         "import sqlalchemy as sa\nfrom sqlmodel.sql.sqltypes import AutoString");
  change("migrations/script.py.mako", "import sqlalchemy as sa\n", "import sqlmodel\n");
  add_to_orders(R"(sa.Column("mail", AutoString(length=80)))");
  const auto result = write_revision("mail");
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(written("_mail.py"), AllOf(HasSubstr("import sqlalchemy as sa\n"),
                                         HasSubstr("sa.Column('mail', sa.String(length=80)"),
                                         Not(HasSubstr("sqlmodel"))));
}

TEST_F(AlembicNew, RepairsWhatItIsToldTo) {
  std::filesystem::copy(scenario("type-of-others-alembic") + "/shop_types.py", folder());
  change("models.py", "import sqlalchemy as sa", "import shop_types\nimport sqlalchemy as sa");
  add_to_orders(R"(sa.Column("mail", shop_types.EmailType()))");
  write("pgstair.toml",
        "python = \"/usr/bin/python3\"\n[repairs]\n\"shop_types.EmailType(\" = "
        "\"sa.String(\"\n");
  const auto result = write_revision("mail");
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(written("_mail.py"),
              AllOf(HasSubstr("sa.String(length=200)"), Not(HasSubstr("shop_types"))));
}

TEST_F(AlembicNew, WorksWithAnAsynchronousEnv) {
  const std::string missing = missing_python_packages({"asyncpg"});
  if (!missing.empty()) GTEST_SKIP() << missing;
  for (const auto& path : server::content(versions())) std::filesystem::remove(path);
  std::filesystem::copy(scenario("downgrade-leaves-residue-alembic-async") + "/migrations/env.py",
                        folder() / "migrations/env.py",
                        std::filesystem::copy_options::overwrite_existing);
  change("migrations/env.py", "connection=connection,",
         "connection=connection, target_metadata=models.metadata,");
  change("migrations/env.py", "import asyncio\n", "import asyncio\n\nimport models\n");
  change("alembic.ini", "postgresql://", "postgresql+asyncpg://");
  change("models.py", R"(sa.Enum("open", "paid", name="order_state"))", "sa.Text");
  const auto result = write_revision("start");
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(written("_start.py"), HasSubstr("op.create_table('orders'"));
}

TEST_F(AlembicNew, AnAutogenerateThatFailsLeavesNoFile) {
  add_to_orders(R"(sa.Column("owner", sa.Integer, sa.ForeignKey("nobody.id")))");
  const auto result = write_revision("owner");
  EXPECT_EQ(result.exit_code, 3) << result.out;
  EXPECT_THAT(result.err, AllOf(HasSubstr("nobody"), HasSubstr("migrations/env.py")));
  EXPECT_TRUE(nothing_was_written());
}

TEST_F(AlembicNew, AHookThatFailsAfterTheFileIsWrittenLeavesNoFile) {
  change("alembic.ini", "[alembic]",
         "[post_write_hooks]\nhooks = broken\nbroken.type = shop_formatter\n\n[alembic]");
  add_to_orders(R"(sa.Column("paid_at", sa.DateTime()))");
  const auto result = write_revision("paid at");
  EXPECT_EQ(result.exit_code, 3) << result.out;
  EXPECT_THAT(result.err, HasSubstr("shop_formatter"));
  EXPECT_TRUE(nothing_was_written());
}

TEST_F(AlembicNew, ARevisionThatHangsIsToldAndStays) {
  write("pgstair.toml", "python = \"/usr/bin/python3\"\ntimeout = 2\n");
  change("migrations/script.py.mako", "def upgrade():\n",
         "def upgrade():\n    import time; time.sleep(3600)\n");
  add_to_orders(R"(sa.Column("paid_at", sa.DateTime()))");
  const auto result = write_revision("paid at");
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, HasSubstr("script-times-out"));
  EXPECT_FALSE(nothing_was_written());
}

TEST_F(AlembicNew, AWorkerThatDiesAfterTheFileIsWrittenLeavesNoFile) {
  end_while_formatting("os.abort()");
  const auto result = write_revision("paid at");
  EXPECT_EQ(result.exit_code, 3) << result.out;
  EXPECT_THAT(result.err, HasSubstr("SIGABRT"));
  EXPECT_TRUE(std::filesystem::exists(folder() / "started")) << "the file was never written";
  EXPECT_TRUE(nothing_was_written());
}

class AlembicNewInterrupted : public AlembicNew, public testing::WithParamInterface<int> {
 protected:
  /// Runs `pgstair new` until the file "started" is there.
  void interrupt_when_started() const {
    Running run({"new", "-m", "paid at", folder().string()}, folder() / "output");
    ASSERT_TRUE(server::eventually([&] { return std::filesystem::exists(folder() / "started"); }));
    ASSERT_EQ(server::content(versions()).size(), 4U);
    run.signal(GetParam());
    run.end();
  }
};

TEST_P(AlembicNewInterrupted, WhileTheFileIsFormattedLeavesNoFile) {
  end_while_formatting("time.sleep(3600)");
  interrupt_when_started();
  EXPECT_TRUE(server::eventually([&] { return nothing_was_written(); }));
}

TEST_P(AlembicNewInterrupted, WhileTheRevisionIsWalkedLeavesNoFile) {
  change("migrations/script.py.mako", "def upgrade():\n",
         "def upgrade():\n    import time; open('started', 'w'); time.sleep(3600)\n");
  add_to_orders(R"(sa.Column("paid_at", sa.DateTime()))");
  interrupt_when_started();
  EXPECT_TRUE(server::eventually([&] { return nothing_was_written(); }));
}

INSTANTIATE_TEST_SUITE_P(By, AlembicNewInterrupted,
                         testing::Values(SIGINT, SIGTERM, SIGHUP, SIGKILL),
                         [](const auto& info) { return std::string(sigabbrev_np(info.param)); });

TEST_F(AlembicNew, AFileThatIsThereIsNotOverwritten) {
  change("alembic.ini", "[alembic]", "[alembic]\nfile_template = %%(slug)s");
  add_to_orders(R"(sa.Column("paid_at", sa.DateTime()))");
  const std::string before = read_file(versions() / "2c41_orders.py");
  const auto result = write_revision("2c41 orders");
  EXPECT_EQ(result.exit_code, 3) << result.out;
  EXPECT_THAT(result.err, HasSubstr("2c41_orders.py is there already"));
  EXPECT_EQ(read_file(versions() / "2c41_orders.py"), before);
  EXPECT_TRUE(nothing_was_written());
}

TEST_F(AlembicNew, AChainWithTwoHeadsIsRefusedWithItsHeads) {
  write("migrations/versions/other.py",
        "revision = 'zz'\ndown_revision = '2c41'\n\n\ndef upgrade():\n    pass\n\n\n"
        "def downgrade():\n    pass\n");
  const auto result = write_revision("mail");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, AllOf(HasSubstr("2 heads"), HasSubstr("3d52"), HasSubstr("zz"),
                                HasSubstr("alembic merge heads")));
}

TEST_F(AlembicNew, AChainThatDoesNotArriveAtHeadIsRefusedWithThePlace) {
  change("migrations/versions/3d52_order_notes.py", R"(op.add_column("orders")",
         R"(op.add_column("ordres")");
  const auto result = write_revision("mail");
  EXPECT_EQ(result.exit_code, 2) << result.out;
  EXPECT_THAT(result.err, AllOf(HasSubstr("3d52_order_notes.py:11"),
                                HasSubstr("cannot be brought to head"), HasSubstr("ordres")));
  EXPECT_TRUE(nothing_was_written());
}

}  // namespace
}  // namespace pgstair::cli
