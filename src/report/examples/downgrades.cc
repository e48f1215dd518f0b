// SPDX-License-Identifier: MIT
#include "report/finding_example.h"

namespace pgstair::report {

std::vector<FindingExample> examples_of_downgrades() {
  return {
      {"downgrade-fails", "sql", R"(-- up
CREATE TABLE usergroup_reviewers (id bigint);
-- down
DROP TABLE usergroups_reviewers;
)",
       R"(-- up
CREATE TABLE usergroup_reviewers (id bigint);
-- down
DROP TABLE usergroup_reviewers;
)"},
      {"downgrade-missing", "sql", R"(-- up
ALTER TABLE users ADD COLUMN plan text;
)",
       R"(-- up
ALTER TABLE users ADD COLUMN plan text;
-- down
ALTER TABLE users DROP COLUMN plan;
)"},
      {"downgrade-stub", "sql", R"(-- up
DROP INDEX users_email_idx;
-- down
SELECT 1;
)",
       R"(-- up
DROP INDEX users_email_idx;
-- down
CREATE INDEX users_email_idx ON users (email);
)"},
      {"downgrade-leaves-rows", "sql", R"(-- up
UPDATE users SET email = lower(email);
-- down
SELECT 1;
)",
       R"(-- pgstair: irreversible the spellings are not kept
-- up
UPDATE users SET email = lower(email);
)"},
      {"downgrade-leaves-residue", "sql", R"(-- up
CREATE TYPE mood AS ENUM ('calm', 'cross');
ALTER TABLE users ADD COLUMN mood mood;
-- down
ALTER TABLE users DROP COLUMN mood;
)",
       R"(-- down
ALTER TABLE users DROP COLUMN mood;
DROP TYPE mood;
)"},
      {"downgrade-loses-object", "sql", R"(-- before: CREATE INDEX users_phone_idx ON users (phone)
-- up
ALTER TABLE users DROP COLUMN phone;
-- down
ALTER TABLE users ADD COLUMN phone text;
)",
       R"(-- down
ALTER TABLE users ADD COLUMN phone text;
CREATE INDEX users_phone_idx ON users (phone);
)"},
      {"downgrade-changes-object", "sql", R"(-- before: phone text NOT NULL
-- up
ALTER TABLE users DROP COLUMN phone;
-- down
ALTER TABLE users ADD COLUMN phone text;
)",
       R"(-- down
ALTER TABLE users ADD COLUMN phone text NOT NULL DEFAULT '';
ALTER TABLE users ALTER COLUMN phone DROP DEFAULT;
)"},
      {"downgrade-moves-sequence", "sql", R"(-- up
INSERT INTO plans (name) VALUES ('trial');
-- down
DELETE FROM plans WHERE name = 'trial';
)",
       R"(-- up
INSERT INTO plans (id, name) VALUES (0, 'trial');
-- down
DELETE FROM plans WHERE id = 0;
)"},
      {"reapply-fails", "sql", R"(-- up
INSERT INTO plans (id, name) VALUES (3, 'trial');
ALTER TABLE plans ADD COLUMN price int;
-- down
ALTER TABLE plans DROP COLUMN price;
)",
       R"(-- down
ALTER TABLE plans DROP COLUMN price;
DELETE FROM plans WHERE id = 3;
)"},
      {"reapply-differs", "sql", R"(-- up
CREATE TABLE IF NOT EXISTS log (id bigint, at timestamptz);
-- down
ALTER TABLE log DROP COLUMN at;
)",
       R"(-- up
CREATE TABLE log (id bigint, at timestamptz);
-- down
DROP TABLE log;
)"},
      {"column-order-changed", "sql", R"(INSERT INTO users VALUES (1, 'a@example.com');
)",
       R"(INSERT INTO users (id, email) VALUES (1, 'a@example.com');
)"},
      {"irreversible", "sql", R"(-- down
SELECT 1;     -- there is no way back from hashes
)",
       R"(-- pgstair: irreversible phones are hashed
-- down
DO $$ BEGIN RAISE EXCEPTION 'phones are hashed'; END $$;
)"},
      {"descent-fails", "sql",
       R"(-- 0007 renames the column that 0004's downgrade drops, and says nothing of it
-- down of 0007
SELECT 1;
)",
       R"(-- down of 0007
ALTER TABLE users RENAME COLUMN telephone TO phone;
)"},
      {"descent-leaves-residue", "sql", R"(-- down of 0002, and 0005 has put a view on the table
DROP TABLE IF EXISTS report;
)",
       R"(-- down of 0005
DROP VIEW report_of_users;
-- down of 0002
DROP TABLE report;
)"},
      {"descent-differs", "sql", R"(-- up
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
-- down
SELECT 1;
)",
       R"(-- down
GRANT CREATE ON SCHEMA public TO PUBLIC;
)"},
      {"reascent-fails", "sql", R"(-- down
DROP TYPE IF EXISTS moods;     -- its name is mood
)",
       R"(-- down
DROP TYPE mood;
)"},
      {"reascent-differs", "sql", R"(-- up
CREATE TABLE IF NOT EXISTS settings (key text, value jsonb);
)",
       R"(-- up
CREATE TABLE settings (key text, value jsonb);
-- down
DROP TABLE settings;
)"},
  };
}

}  // namespace pgstair::report
