-- migrate:up transaction:false
ALTER TABLE users ADD COLUMN note text;
UPDATE users SET note = role;
COMMIT;
ALTER TABLE users ADD FOREIGN KEY (role) REFERENCES roles;
CREATE INDEX users_role_idx ON users (role);

-- migrate:down
DROP INDEX users_role_idx;
ALTER TABLE users DROP CONSTRAINT users_role_fkey;
ALTER TABLE users DROP COLUMN note;
