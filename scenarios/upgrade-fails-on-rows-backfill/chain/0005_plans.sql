-- migrate:up
INSERT INTO emails (plan) SELECT plan FROM accounts WHERE plan IS NOT NULL;
-- migrate:irreversible the old values are gone
