// SPDX-License-Identifier: MIT
#include "report/finding_example.h"

namespace pgstair::report {

std::vector<FindingExample> examples_of_rows() {
  return {
      {"constraint-fails-on-data", "sql", R"(ALTER TABLE users ALTER COLUMN email SET NOT NULL;
)",
       R"(UPDATE users SET email = '' WHERE email IS NULL;
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
)"},
      {"upgrade-fails-on-rows", "sql", R"(UPDATE orders SET price = total / quantity;
)",
       R"(UPDATE orders SET price = total / nullif(quantity, 0);
)"},
      {"writes-fail-after-upgrade", "sql", R"(-- a trigger's function says NEW.phone
ALTER TABLE users RENAME COLUMN phone TO telephone;
)",
       R"(ALTER TABLE users RENAME COLUMN phone TO telephone;
CREATE OR REPLACE FUNCTION trim_phone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.telephone := trim(NEW.telephone); RETURN NEW; END $$;
)"},
      {"depends-on-time-zone", "sql", R"(ALTER TABLE events ALTER COLUMN at TYPE timestamptz;
)",
       R"(ALTER TABLE events ALTER COLUMN at TYPE timestamptz USING at AT TIME ZONE 'UTC';
)"},
      {"downgrade-fails-on-rows", "sql", R"(-- down; rows without an email have come meanwhile
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
)",
       R"(-- down
UPDATE users SET email = '' WHERE email IS NULL;
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
)"},
      {"reapply-fails-on-rows", "sql", R"(-- up
INSERT INTO contacts (user_id, phone) SELECT id, phone FROM users;
)",
       R"(-- up
INSERT INTO contacts (user_id, phone) SELECT id, phone FROM users
ON CONFLICT (user_id) DO NOTHING;
)"},
      {"rows-not-seeded", "sql", R"(-- a trigger refuses every row that pgstair can think of
CREATE TRIGGER sealed BEFORE INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION check_seal();
)",
       R"(-- fixtures/0003_ledger.sql
INSERT INTO ledger (id, seal) VALUES (1, 'a1b2c3');
)"},
      {"downgrade-loses-values", "sql", R"(-- up
ALTER TABLE users DROP COLUMN phone;
-- down
ALTER TABLE users ADD COLUMN phone text;
)",
       R"(-- pgstair: loses users.phone
-- up
ALTER TABLE users DROP COLUMN phone;
-- down
ALTER TABLE users ADD COLUMN phone text;
)"},
      {"round-trip-changes-values", "sql", R"(-- up
UPDATE users SET plan = 'free' WHERE plan IS NULL;
-- down
UPDATE users SET plan = NULL;
)",
       R"(-- up
ALTER TABLE users ADD COLUMN plan_before text;
UPDATE users SET plan_before = plan, plan = coalesce(plan, 'free');
-- down
UPDATE users SET plan = plan_before;
ALTER TABLE users DROP COLUMN plan_before;
)"},
      {"round-trip-touches-times", "sql", R"(UPDATE users SET plan = 'free';
)",
       R"(ALTER TABLE users DISABLE TRIGGER set_updated_at;
UPDATE users SET plan = 'free';
ALTER TABLE users ENABLE TRIGGER set_updated_at;
)"},
      {"downgrade-drops-new-values", "sql", R"(-- down
ALTER TABLE users DROP COLUMN nickname;
)",
       R"(-- down, if the names are to be kept
CREATE TABLE saved_nicknames AS SELECT id, nickname FROM users;
ALTER TABLE users DROP COLUMN nickname;
)"},
      {"fixture-fails", "sql", R"(-- fixtures/0002_users.sql; the column is email
INSERT INTO users (id, mail) VALUES (1, 'ann@example.com');
)",
       R"(-- fixtures/0002_users.sql
INSERT INTO users (id, email) VALUES (1, 'ann@example.com');
)"},
      {"expectation-fails", "sql", R"(-- expected: Ann, Lee
UPDATE users SET first_name = name;
)",
       R"(UPDATE users SET first_name = split_part(name, ' ', 1), last_name = split_part(name, ' ', 2);
)"},
      {"table-never-populated", "sql", R"(-- fixtures/ has no rows of invoices
)",
       R"(-- fixtures/0005_invoices.sql
INSERT INTO invoices (id, total) VALUES (1, 990);
)"},
  };
}

}  // namespace pgstair::report
