// SPDX-License-Identifier: MIT
#include "report/finding_example.h"

namespace pgstair::report {

std::vector<FindingExample> examples_of_upgrades() {
  return {
      {"upgrade-fails", "sql",
       R"(CREATE INDEX users_mail_idx ON users (mail);     -- the column is email
)",
       R"(CREATE INDEX users_email_idx ON users (email);
)"},
      {"script-times-out", "sql",
       R"(SELECT pg_advisory_lock(1);      -- held by another session of the tool
)",
       R"(SELECT pg_advisory_xact_lock(2); -- a number of its own, given back at the end
)"},
      {"upgrade-needs-client", "sql", R"(COPY plans (id, name) FROM stdin;
)",
       R"(INSERT INTO plans (id, name) VALUES (1, 'free'), (2, 'pro');
)"},
      {"commit-fails", "sql",
       R"(INSERT INTO orders (id, customer_id) VALUES (1, 7);     -- deferred key, no customer 7
)",
       R"(INSERT INTO customers (id) VALUES (7);
INSERT INTO orders (id, customer_id) VALUES (1, 7);
)"},
      {"sequence-behind-column", "sql",
       R"(INSERT INTO plans (id, name) VALUES (1, 'free'), (2, 'pro');
)",
       R"(INSERT INTO plans (id, name) VALUES (1, 'free'), (2, 'pro');
SELECT setval(pg_get_serial_sequence('plans', 'id'), 2);
)"},
      {"if-not-exists-meets-another", "sql",
       R"(CREATE TABLE IF NOT EXISTS users (id bigint, email text);   -- an older users is there
)",
       R"(ALTER TABLE users ADD COLUMN email text;
)"},
      {"or-replace-makes-overload", "sql",
       R"(CREATE OR REPLACE FUNCTION price(bigint, text) RETURNS bigint
  LANGUAGE sql AS 'SELECT $1';
)",
       R"(DROP FUNCTION price(bigint);
CREATE FUNCTION price(bigint, text) RETURNS bigint
  LANGUAGE sql AS 'SELECT $1';
)"},
      {"rename-loses-values", "sql", R"(ALTER TABLE users DROP COLUMN phone;
ALTER TABLE users ADD COLUMN telephone text;
)",
       R"(ALTER TABLE users RENAME COLUMN phone TO telephone;
)"},
      {"leaks-setting", "sql", R"(SET search_path = audit;
CREATE TABLE log (id bigint);
)",
       R"(CREATE TABLE audit.log (id bigint);
)"},
      {"leaks-role", "sql", R"(SET ROLE reporting;
CREATE TABLE reports (id bigint);
)",
       R"(SET LOCAL ROLE reporting;
CREATE TABLE reports (id bigint);
)"},
      {"leaks-temporary-object", "sql", R"(CREATE TEMPORARY TABLE moved AS SELECT id FROM users;
)",
       R"(CREATE TEMPORARY TABLE moved ON COMMIT DROP AS SELECT id FROM users;
)"},
      {"leaks-advisory-lock", "sql", R"(SELECT pg_advisory_lock(42);
)",
       R"(SELECT pg_advisory_xact_lock(42);
)"},
      {"leaks-open-transaction", "sql", R"(BEGIN;
UPDATE users SET plan = 'free';
)",
       R"(BEGIN;
UPDATE users SET plan = 'free';
COMMIT;
)"},
      {"fails-in-one-transaction", "python",
       R"(# revision 7, and revision 8 writes rows with the new label
op.execute("ALTER TYPE mood ADD VALUE 'calm'")
)",
       R"(with op.get_context().autocommit_block():
    op.execute("ALTER TYPE mood ADD VALUE 'calm'")
)"},
      {"fails-after-repeatables", "sql",
       R"(-- V3__total.sql, while R__report.sql has a view of the column
ALTER TABLE orders ALTER COLUMN total TYPE numeric;
)",
       R"(-- V3__total.sql; and a changed comment in R__report.sql
DROP VIEW report;
ALTER TABLE orders ALTER COLUMN total TYPE numeric;
)"},
      {"branches-disagree", "sql", R"(-- 0008_a.sql
ALTER TABLE users ALTER COLUMN plan SET DEFAULT 'free';

-- 0008_b.sql
ALTER TABLE users ALTER COLUMN plan SET DEFAULT 'trial';
)",
       R"(-- 0009_merge.sql, which joins them
ALTER TABLE users ALTER COLUMN plan SET DEFAULT 'trial';
)"},
      {"depends-on-role", "sql", R"(DO $$ BEGIN
  CREATE EXTENSION citext;
EXCEPTION WHEN OTHERS THEN NULL;
END $$;
)",
       R"(-- in a file of init: whoever sets up the database may do it
CREATE EXTENSION citext;
)"},
      {"touches-neighbour", "sql", R"(ALTER TABLE auth.users ADD COLUMN plan text;
)",
       R"(CREATE TABLE plan_of_users (user_id bigint REFERENCES auth.users, plan text);
)"},
      {"model-differs", "sql", R"(-- model.sql has it, and no revision makes it
CREATE INDEX users_email_idx ON users (email);
)",
       R"(-- 0013_users_email_idx.sql
CREATE INDEX users_email_idx ON users (email);
)"},
      {"model-does-not-load", "sql", R"(-- model.sql
CREATE INDEX users_mail_idx ON users (mail);     -- the column is email
)",
       R"(-- model.sql
CREATE INDEX users_email_idx ON users (email);
)"},
      {"leaves-invalid-index", "sql",
       R"(CREATE INDEX events_at_idx ON ONLY events (at);     -- partitions have none to attach
)",
       R"(CREATE INDEX events_at_idx ON events (at);
)"},
      {"unique-lets-nulls-repeat", "sql",
       R"(CREATE UNIQUE INDEX users_email_key ON users (email, deleted_at);
)",
       R"(CREATE UNIQUE INDEX users_email_key ON users (email) WHERE deleted_at IS NULL;
)"},
      {"row-security-missing", "sql", R"(CREATE TABLE notes_archive (LIKE notes INCLUDING ALL);
)",
       R"(CREATE TABLE notes_archive (LIKE notes INCLUDING ALL);
ALTER TABLE notes_archive ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes_archive USING (tenant = current_setting('app.tenant'));
)"},
      {"constraint-not-enforced", "sql",
       R"(ALTER TABLE orders DISABLE TRIGGER ALL;     -- foreign keys are triggers, too
)",
       R"(ALTER TABLE orders ENABLE TRIGGER ALL;
)"},
      {"constraint-not-validated", "sql",
       R"(ALTER TABLE orders ADD CONSTRAINT paid CHECK (total > 0) NOT VALID;
)",
       R"(-- in a later revision, when the rows are mended
ALTER TABLE orders VALIDATE CONSTRAINT paid;
)"},
      {"constraint-shadowed", "sql", R"(ALTER TABLE users ADD PRIMARY KEY (id);
ALTER TABLE users ADD CONSTRAINT users_id_key UNIQUE (id);
)",
       R"(ALTER TABLE users ADD PRIMARY KEY (id);
)"},
      {"constraint-not-probed", "sql",
       R"(ALTER TABLE cards ADD CHECK (luhn(number));     -- no row was found that fails it
)",
       R"(-- fixtures/0004_cards.sql: a row that it accepts, to start from
INSERT INTO cards (number) VALUES ('4539578763621486');
)"},
  };
}

}  // namespace pgstair::report
