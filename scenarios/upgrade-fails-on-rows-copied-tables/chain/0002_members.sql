-- migrate:up
CREATE TABLE members AS TABLE users;
ALTER TABLE members ALTER COLUMN email SET NOT NULL;
-- migrate:down
DROP TABLE members;
