// SPDX-License-Identifier: MIT
#include "report/finding_example.h"

namespace pgstair::report {

std::vector<FindingExample> examples_of_squashes() {
  return {
      {"squash-loses-object", "sql", R"(-- 0042_initial.sql
CREATE TABLE users (id bigint, email text);
)",
       R"(-- 0042_initial.sql
CREATE TABLE users (id bigint, email text);
CREATE INDEX users_email_idx ON users (email);     -- the old chain makes it
)"},
      {"squash-adds-object", "sql", R"(-- 0042_initial.sql; no old revision makes the index
CREATE INDEX users_phone_idx ON users (phone);
)",
       R"(-- 0043_phone_index.sql: every database applies it
CREATE INDEX users_phone_idx ON users (phone);
)"},
      {"squash-changes-object", "sql", R"(-- 0042_initial.sql
CREATE TABLE orders (id bigint CONSTRAINT orders_pkey PRIMARY KEY);
)",
       R"(-- 0042_initial.sql; the old chain has renamed the table, and not its key
CREATE TABLE orders (id bigint CONSTRAINT purchases_pkey PRIMARY KEY);
)"},
      {"squash-moves-sequence", "sql", R"(-- 0042_initial.sql
INSERT INTO plans (id, name) VALUES (1, 'free'), (2, 'pro');
)",
       R"(-- 0042_initial.sql
INSERT INTO plans (id, name) VALUES (1, 'free'), (2, 'pro');
SELECT setval('plans_id_seq', 2);
)"},
      {"squash-loses-rows", "sql", R"(-- 0042_initial.sql, from pg_dump --schema-only
CREATE TABLE plans (id bigint, name text);
)",
       R"(-- 0042_initial.sql
CREATE TABLE plans (id bigint, name text);
INSERT INTO plans (id, name) VALUES (1, 'free'), (2, 'pro');
)"},
      {"squash-forgets", "python",
       R"(revision = "0042"       # was 0001 to 0042; 0001 had branch_labels = ("shop",)
branch_labels = None
)",
       R"(revision = "0042"
branch_labels = ("shop",)
)"},
      {"setting-names-gone-revision", "toml",
       R"([[allow]]              # 0007 is in 0042_initial.sql now
code = "downgrade-missing"
revision = "0007_backfill"
)",
       R"([[allow]]
code = "downgrade-missing"
revision = "0042_initial"
)"},
      {"squash-adds-rows", "sql", R"(-- 0042_initial.sql
INSERT INTO plans (id, name) VALUES (1, 'free'), (9, 'made for one customer');
)",
       R"(-- 0042_initial.sql
INSERT INTO plans (id, name) VALUES (1, 'free');
)"},
      {"squash-changes-rows", "sql", R"(-- 0042_initial.sql; 0017 has set the name to 'Free'
INSERT INTO plans (id, name) VALUES (1, 'free');
)",
       R"(-- 0042_initial.sql
INSERT INTO plans (id, name) VALUES (1, 'Free');
)"},
      {"squash-volatile-values", "sql",
       R"(INSERT INTO plans (id, made_at) VALUES (1, '2024-05-31 10:07:55');
)",
       R"(INSERT INTO plans (id, made_at) VALUES (1, now());
)"},
      {"squash-strands-database", "text",
       R"(0001_initial.sql      for 0001 to 0042: databases at 0042 note a version that has no file
)",
       R"(0042_initial.sql      databases at 0042 go on; those before it fail loudly
)"},
      {"squash-leaves-database-behind", "sql",
       R"(-- 0001_initial.sql, for 0001 to 0042: a database at 0007 takes it for applied
CREATE TABLE IF NOT EXISTS users (id bigint);
)",
       R"(-- 0042_initial.sql: a database at 0007 applies it, and fails loudly
CREATE TABLE users (id bigint);
)"},
      {"deployed-stranded", "sh",
       R"(git checkout v2.0 && dbmate migrate     # v2.0 has the squash of 0001 to 0042; here is 0030
)",
       R"(git checkout v1.9 && dbmate migrate     # to 0042, with the files before the squash
git checkout v2.0 && dbmate migrate
)"},
      {"deployed-left-behind", "text", R"(0001_initial.sql      for 0001 to 0042
)",
       R"(0042_initial.sql
)"},
      {"deployed-unmanaged", "sh",
       R"(dbmate up             # on a database that a dump has made: applies everything
)",
       R"(pgstair explain --url "$DATABASE_URL"     # which revision is it like, and how is that noted?
)"},
      {"deployed-unknown-revision", "sql",
       R"(SELECT version FROM schema_migrations;     -- 0043_experiment, of a branch
)",
       R"(-- take it back with the branch's files, or merge them; then no row is left of it
DELETE FROM schema_migrations WHERE version = '0043_experiment';
)"},
      {"deployed-failed-revision", "sh", R"(git checkout v2.0 && migrate up           # dirty at 30
)",
       R"(git checkout v1.9
pgstair explain --url "$DATABASE_URL"     # what is there of 30, and what is to be typed
)"},
      {"deployed-schema-differs", "sql", R"(-- 0031 is noted, and its index is not there
)",
       R"(-- on that database, before the squash comes
CREATE INDEX users_email_idx ON users (email);
)"},
  };
}

}  // namespace pgstair::report
