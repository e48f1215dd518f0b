// SPDX-License-Identifier: MIT
#include "report/finding_example.h"

namespace pgstair::report {

std::vector<FindingExample> examples_of_chains() {
  return {
      {"two-heads", "sql", R"(-- 0008_tags.sql
-- migrate:parents 0007_jobs

-- 0008_labels.sql
-- migrate:parents 0007_jobs
)",
       R"(-- 0009_merge.sql
-- migrate:parents 0008_tags 0008_labels
)"},
      {"cycle", "sql", R"(-- 0002_b.sql
-- migrate:parents 0003_c

-- 0003_c.sql
-- migrate:parents 0002_b
)",
       R"(-- 0002_b.sql
-- migrate:parents 0001_a

-- 0003_c.sql
-- migrate:parents 0002_b
)"},
      {"missing-parent", "sql", R"(-- 0003_orders.sql, after 0002_users was renamed
-- migrate:parents 0002_users
)",
       R"(-- 0003_orders.sql
-- migrate:parents 0002_customers
)"},
      {"duplicate-id", "python", R"(# versions/a1_users.py
revision = "a1b2"

# versions/a1_users_copy.py
revision = "a1b2"
)",
       R"(# versions/a1_users.py
revision = "a1b2"

# versions/c3_orders.py
revision = "c3d4"
down_revision = "a1b2"
)"},
      {"duplicate-version", "text", R"(0007_jobs.up.sql
0007_tags.up.sql
)",
       R"(0007_jobs.up.sql
0008_tags.up.sql
)"},
      {"empty-chain", "sh", R"(pgstair verify .            # the migrations are in db/migrations
)",
       R"(pgstair verify db/migrations
)"},
      {"nothing-verified", "toml", R"(# pgstair.toml: none, and all migrations are written in Go
)",
       R"(# pgstair.toml: the team's own runner applies them
[commands]
list = "bin/migrate list"
upgrade = "bin/migrate up {revision}"
)"},
      {"down-without-up", "text", R"(0004_tags.down.sql
0004_tag.up.sql
)",
       R"(0004_tags.down.sql
0004_tags.up.sql
)"},
      {"unreadable-file", "sh", R"(-rw------- 1 root root 120 0004_tags.up.sql
)",
       R"(chmod a+r 0004_tags.up.sql
)"},
      {"not-utf8", "sh", R"(file 0004_cities.sql        # ISO-8859 text
)",
       R"(iconv -f latin1 -t utf-8 0004_cities.sql > mended.sql && mv mended.sql 0004_cities.sql
)"},
      {"sorts-differently", "text", R"(9_users.sql
10_orders.sql
)",
       R"(0009_users.sql
0010_orders.sql
)"},
      {"ignored-file", "text", R"(0021_webhook_up.sql
)",
       R"(0021_webhook.up.sql
)"},
      {"bad-marker", "sql", R"(-- migrate:up transation:false
CREATE INDEX CONCURRENTLY users_email_idx ON users (email);
)",
       R"(-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY users_email_idx ON users (email);
)"},
      {"unknown-placeholder", "toml", R"(# V2__grants.sql: GRANT SELECT ON users TO ${reader};
# pgstair.toml: nothing of it
)",
       R"(# pgstair.toml
[placeholders]
reader = "app_reader"
)"},
      {"code-migration", "toml", R"(# 00007_backfill.go, and nothing in pgstair.toml
)",
       R"(# pgstair.toml: goose runs its own migrations
[commands]
list = "bin/list-migrations"
upgrade = "bin/goose up-to {revision}"
)"},
      {"unused-suppression", "sql", R"(-- pgstair: allow downgrade-stub the index stays
DROP INDEX users_email_idx;
)",
       R"(DROP INDEX users_email_idx;
)"},
      {"baseline-mended", "toml", R"(# baseline.toml: 0002 has been mended since
findings = [
  {code = "downgrade-stub", revision = "0002", object = "", fingerprint = "3eab1e791949fe30"},
]
)",
       R"(findings = []
)"},
      {"unused-declaration", "sql", R"(-- pgstair: loses users.phon
ALTER TABLE users DROP COLUMN phone;
)",
       R"(-- pgstair: loses users.phone
ALTER TABLE users DROP COLUMN phone;
)"},
      {"revision-does-not-load", "python", R"(from shop.models import Legacy     # the class is gone

def upgrade():
    op.add_column("users", Legacy.note)
)",
       R"(def upgrade():
    op.add_column("users", sa.Column("note", sa.Text()))
)"},
      {"revision-calls-create-all", "python", R"(def upgrade():
    Base.metadata.create_all(op.get_bind())
)",
       R"(def upgrade():
    op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True))
)"},
      {"revision-imports-models", "python", R"(from shop.models import Role

def upgrade():
    op.bulk_insert(Role.__table__, [{"id": 1, "name": "admin"}])
)",
       R"(roles = sa.table("roles", sa.column("id"), sa.column("name"))

def upgrade():
    op.bulk_insert(roles, [{"id": 1, "name": "admin"}])
)"},
      {"not-null-without-default", "python",
       R"(op.add_column("users", sa.Column("plan", sa.Text(), nullable=False))
)",
       R"(op.add_column("users", sa.Column("plan", sa.Text(), nullable=False, server_default="free"))
)"},
      {"rows-in-schema-only-chain", "sql", R"(-- migrations/0012_plan.sql
ALTER TABLE users ADD COLUMN plan text;
UPDATE users SET plan = 'free';
)",
       R"(-- migrations/0012_plan.sql
ALTER TABLE users ADD COLUMN plan text;

-- scripts/2024-05-31-plans.sql
UPDATE users SET plan = 'free' WHERE plan IS NULL;
)"},
      {"data-in-schema-revision", "sql", R"(-- 0012_plan.sql
ALTER TABLE users ADD COLUMN plan text;
UPDATE users SET plan = 'free';
)",
       R"(-- 0012_plan.sql
ALTER TABLE users ADD COLUMN plan text;

-- 0013_plan_of_users.sql
UPDATE users SET plan = 'free' WHERE plan IS NULL;
)"},
      {"type-of-others", "python", R"(sa.Column("email", sqlmodel.AutoString())
)",
       R"(sa.Column("email", sa.String())
)"},
      {"review-pending", "sql", R"(-- [ ] is users.phone really to go, with its values?
ALTER TABLE users DROP COLUMN phone;
)",
       R"(-- pgstair: loses users.phone
ALTER TABLE users DROP COLUMN phone;
)"},
  };
}

}  // namespace pgstair::report
