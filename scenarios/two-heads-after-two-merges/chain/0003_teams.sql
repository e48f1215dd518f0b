-- Teams, developed beside invoices.
-- migrate:parents 0001_users
-- migrate:up
CREATE TABLE teams (name text PRIMARY KEY);

-- migrate:down
DROP TABLE teams;
