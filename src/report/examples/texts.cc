// SPDX-License-Identifier: MIT
#include "report/finding_example.h"

namespace pgstair::report {

std::vector<FindingExample> examples_of_texts() {
  return {
      {"released-revision-edited", "sql", R"(-- 0007_users.sql, released last month, edited today
CREATE TABLE users (id bigint, email text NOT NULL);
)",
       R"(-- 0007_users.sql, as it was released
CREATE TABLE users (id bigint, email text);

-- 0043_email.sql
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
)"},
      {"released-checksum-changed", "sql", R"(-- makes users (a comment that was added later)
CREATE TABLE users (id bigint);
)",
       R"(CREATE TABLE users (id bigint);
)"},
      {"released-revision-renamed", "sh", R"(git mv 0007_users.sql 0008_users.sql
)",
       R"(git mv 0008_users.sql 0007_users.sql
)"},
      {"released-revision-deleted", "sql", R"(-- 0007_tags.sql was deleted: databases keep the table
)",
       R"(-- 0007_tags.sql is back, and 0043_no_tags.sql says
DROP TABLE tags;
)"},
      {"late-revision", "text", R"(0041_tags.sql       new
0042_jobs.sql       released
)",
       R"(0042_jobs.sql       released
0043_tags.sql       new
)"},
      {"undeclared-drop", "sql", R"(ALTER TABLE users DROP COLUMN phone;
)",
       R"(-- pgstair: loses users.phone
ALTER TABLE users DROP COLUMN phone;
)"},
      {"model-does-not-parse", "text", R"(CREATE TABLE users (id bigint, email text,);
)",
       R"(CREATE TABLE users (id bigint, email text);
)"},
      {"model-object-twice", "sql", R"(-- model/users.sql
CREATE TABLE users (id bigint);
-- model/old.sql
CREATE TABLE users (id int);
)",
       R"(-- model/users.sql
CREATE TABLE users (id bigint);
)"},
      {"model-object-not-in-chain", "sql", R"(-- model/users.sql; no revision has the name
CREATE INDEX users_email_idx ON users (email);
)",
       R"(-- 0043_users_email_idx.sql
CREATE INDEX users_email_idx ON users (email);
)"},
      {"data-script-undated", "text", R"(scripts/lower-emails.sql
)",
       R"(scripts/2024-05-31-lower-emails.sql
)"},
      {"data-script-not-idempotent", "sql", R"(INSERT INTO plans (id, name) VALUES (3, 'trial');
UPDATE accounts SET balance = balance + 10;
)",
       R"(INSERT INTO plans (id, name) VALUES (3, 'trial') ON CONFLICT DO NOTHING;
UPDATE accounts SET balance = balance + 10, credited = true WHERE NOT credited;
)"},
      {"data-script-without-transaction", "sql", R"(UPDATE users SET plan = 'free';
UPDATE orders SET plan = 'free';
)",
       R"(BEGIN;
UPDATE users SET plan = 'free';
UPDATE orders SET plan = 'free';
COMMIT;
)"},
  };
}

}  // namespace pgstair::report
