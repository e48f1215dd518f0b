-- pgstair: loses users.phone
ALTER TABLE users DROP COLUMN IF EXISTS phone;
