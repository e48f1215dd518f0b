-- migrate:up
INSERT INTO emails (address) SELECT nickname FROM accounts;
-- migrate:irreversible the old values are gone
