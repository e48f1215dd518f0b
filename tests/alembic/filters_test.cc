// SPDX-License-Identifier: MIT
//
// What a project's include_name and include_object leave out of autogenerate is left out of the
// comparison with the model; but a filter that knows only the metadata's own tables hides nothing.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "alembic/project_test.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// The chain makes three tables; the models know shop_orders alone, without its column `old`.
class AlembicFilters : public ProjectTest {
 protected:
  AlembicFilters() {
    write("migrations/versions/a1.py",
          "from alembic import op\nrevision = 'a1'\ndown_revision = None\n"
          "names = ('shop_orders', 'audit_log', 'pay_orders')\n\n\n"
          "def upgrade():\n    for n in names:\n"
          "        op.execute(f\"CREATE TYPE {n}_state AS ENUM ('a', 'b')\")\n"
          "        op.execute(f'CREATE TABLE {n} (id serial PRIMARY KEY, old int, state "
          "{n}_state)')\n"
          "        op.execute(f'CREATE INDEX {n}_trigram ON {n} (old)')\n\n\n"
          "def downgrade():\n    for n in names:\n"
          "        op.execute(f'DROP TABLE {n}')\n        op.execute(f'DROP TYPE {n}_state')\n");
  }

  /// Runs with hooks, "def include_name(…): …" or "def include_object(…): …" or both.
  ProcessResult verify_with(const std::string& hooks, const std::string& columns = "") const {
    std::string options;
    for (const std::string hook : {"include_name", "include_object"}) {
      if (hooks.find("def " + hook + "(") != std::string::npos) options += ", " + hook + "=" + hook;
    }
    write("migrations/env.py",
          "import sqlalchemy as sa\nfrom alembic import context\n"
          "metadata = sa.MetaData()\n"
          "sa.Table('shop_orders', metadata, sa.Column('id', sa.Integer, primary_key=True),\n"
          "         sa.Column('state', sa.Enum('a', 'b', name='shop_orders_state'))" +
              columns + ")\n" + hooks +
              "\nurl = context.config.get_main_option('sqlalchemy.url')\n"
              "with sa.create_engine(url).connect() as connection:\n"
              "    context.configure(connection=connection, target_metadata=metadata" +
              options +
              ")\n    with context.begin_transaction():\n        context.run_migrations()\n");
    return verify();
  }
};

const std::string without_old = R"(
def is_new(name, type_):
    return not (type_ == "column" and name == "old" or type_ == "index" and name.endswith("_trigram"))
)";

TEST_F(AlembicFilters, WithoutOneAllIsCompared) {
  EXPECT_THAT(
      verify_with("").out,
      AllOf(HasSubstr("table public.audit_log"), HasSubstr("table public.pay_orders"),
            HasSubstr("column public.shop_orders.old"), HasSubstr("index shop_orders_trigram")));
}

TEST_F(AlembicFilters, APrefixSaysWhichTablesAreTheProjects) {
  const auto result = verify_with(without_old + R"(
def include_object(object_, name, type_, reflected, compare_to):
    if type_ == "table":
        return name.startswith("shop_")
    return is_new(name, type_)
)");
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

TEST_F(AlembicFilters, NamesAndObjectsMayBothBeFiltered) {
  const auto result = verify_with(without_old + R"(
def include_name(name, type_, parent_names):
    return not (type_ == "table" and parent_names["schema_qualified_table_name"] == "audit_log")


def include_object(object_, name, type_, reflected, compare_to):
    return is_new(name, type_) and not (type_ == "table" and object_.name.startswith("pay_"))
)");
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

TEST_F(AlembicFilters, AListOfTheMetadatasTablesDoesNotHideADeletedModel) {
  for (const std::string hook :
       {"def include_object(object_, name, type_, reflected, compare_to):\n"
        "    return name in metadata.tables if type_ == 'table' else is_new(name, type_)\n",
        "def include_name(name, type_, parent_names):\n"
        "    return name in metadata.tables if type_ == 'table' else is_new(name, type_)\n",
        "def include_object(object_, name, type_, reflected, compare_to):\n"
        "    return is_new(name, type_) and not (type_ == 'table' and reflected and compare_to is "
        "None)\n"}) {
    const auto result = verify_with(without_old + hook);
    EXPECT_THAT(result.out,
                AllOf(HasSubstr("table public.audit_log"), HasSubstr("table public.pay_orders"),
                      HasSubstr("enum public.pay_orders_state"),
                      Not(HasSubstr("column public.shop_orders.old"))));
  }
}

TEST_F(AlembicFilters, WhatBelongsToATableStaysIfAnotherHasItToo) {
  write("migrations/versions/a2.py",
        "from alembic import op\nrevision = 'a2'\ndown_revision = 'a1'\n\n\ndef upgrade():\n"
        "    op.execute('ALTER TABLE shop_orders ADD COLUMN paid pay_orders_state')\n\n\n"
        "def downgrade():\n    op.execute('ALTER TABLE shop_orders DROP COLUMN paid')\n");
  const auto result = verify_with(without_old + R"(
def include_object(object_, name, type_, reflected, compare_to):
    return is_new(name, type_) and not (type_ == "table" and name in ("audit_log", "pay_orders"))
)");
  EXPECT_THAT(result.out, AllOf(HasSubstr("enum public.pay_orders_state"),
                                HasSubstr("column public.shop_orders.paid"),
                                Not(HasSubstr("enum public.audit_log_state")),
                                Not(HasSubstr("sequence public.audit_log_id_seq"))));
}

TEST_F(AlembicFilters, AColumnThatIsKeptOffIsNotComparedEither) {
  const auto result = verify_with(
      R"(
def include_object(object_, name, type_, reflected, compare_to):
    return type_ != "table" and name not in ("old", "shop_orders_trigram") or name == "shop_orders" or name.startswith("zq7")
)",
      ", sa.Column('old', sa.Text)");
  EXPECT_THAT(result.out, Not(HasSubstr("column public.shop_orders.old")));
}

TEST_F(AlembicFilters, AnIndexOverAColumnThatIsKeptOffAndAnotherStays) {
  write("migrations/versions/a2.py",
        "from alembic import op\nrevision = 'a2'\ndown_revision = 'a1'\n\n\ndef upgrade():\n"
        "    op.execute('CREATE INDEX two_columns ON shop_orders (old, id)')\n"
        "    op.execute('CREATE INDEX alone ON shop_orders (old DESC) WHERE old > 1')\n\n\n"
        "def downgrade():\n    op.execute('DROP INDEX two_columns, alone')\n");
  const auto result = verify_with(R"(
def include_name(name, type_, parent_names):
    return not (type_ == "table" and name != "shop_orders" or type_ == "column" and name == "old")
)");
  EXPECT_THAT(result.out, AllOf(HasSubstr("index two_columns"), Not(HasSubstr("index alone")),
                                Not(HasSubstr("shop_orders_trigram"))));
}

/// One table, whose constraints the models name or not.
class AlembicNames : public ProjectTest {
 protected:
  std::string told(const std::string& of_chain, const std::string& of_model) const {
    write("migrations/versions/a1.py",
          "from alembic import op\nrevision = 'a1'\ndown_revision = None\n\n\n"
          "def upgrade():\n    op.execute('CREATE TABLE t (id int NOT NULL, mail text, " +
              of_chain + ")')\n\n\ndef downgrade():\n    op.execute('DROP TABLE t')\n");
    write("migrations/env.py",
          "import sqlalchemy as sa\nfrom alembic import context\nmetadata = sa.MetaData()\n"
          "sa.Table('t', metadata, sa.Column('id', sa.Integer, nullable=False, "
          "autoincrement=False), sa.Column('mail', sa.Text), " +
              of_model +
              ")\nurl = context.config.get_main_option('sqlalchemy.url')\n"
              "with sa.create_engine(url).connect() as connection:\n"
              "    context.configure(connection=connection, target_metadata=metadata)\n"
              "    with context.begin_transaction():\n        context.run_migrations()\n");
    return verify().out;
  }
};

TEST_F(AlembicNames, OfAConstraintThatTheModelDoesNotNameAreTheChainsBusiness) {
  EXPECT_THAT(told("CONSTRAINT pk PRIMARY KEY (id), CONSTRAINT uq UNIQUE (mail)",
                   "sa.PrimaryKeyConstraint('id'), sa.UniqueConstraint('mail')"),
              Not(HasSubstr("model-differs")));
}

TEST_F(AlembicNames, ThatTheModelGivesAreCompared) {
  EXPECT_THAT(told("PRIMARY KEY (id), CONSTRAINT uq UNIQUE (mail)",
                   "sa.PrimaryKeyConstraint('id'), sa.UniqueConstraint('mail', name='t_mail_key')"),
              AllOf(HasSubstr("constraint t_mail_key"), HasSubstr("constraint uq")));
}

TEST_F(AlembicNames, DoNotHideAConstraintThatSaysOtherwise) {
  EXPECT_THAT(told("PRIMARY KEY (id), CONSTRAINT uq UNIQUE (mail, id)",
                   "sa.PrimaryKeyConstraint('id'), sa.UniqueConstraint('mail')"),
              AllOf(HasSubstr("constraint t_mail_key"), HasSubstr("constraint uq")));
}

}  // namespace
}  // namespace pgstair::cli
