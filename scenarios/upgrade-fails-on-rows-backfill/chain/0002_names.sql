-- migrate:up
UPDATE accounts SET display_name = nickname;
-- migrate:irreversible the old values are gone
