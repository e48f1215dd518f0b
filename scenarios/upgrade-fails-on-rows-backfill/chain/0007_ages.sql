-- migrate:up
UPDATE accounts SET age = nickname::int;
-- migrate:irreversible the old values are gone
