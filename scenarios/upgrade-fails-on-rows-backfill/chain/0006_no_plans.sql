-- migrate:up
DELETE FROM plans USING emails WHERE emails.plan = plans.id;
-- migrate:irreversible the old values are gone
