-- migrate:parents 0001_accounts
-- migrate:up transaction:false
BEGIN;
ALTER TABLE accounts ADD COLUMN email text;
PREPARE TRANSACTION 'add email';
ALTER TABLE accounts ADD COLUMN phone text;

-- migrate:down transaction:false
ALTER TABLE accounts DROP COLUMN email;
