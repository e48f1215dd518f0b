-- migrate:loses users.fax
-- migrate:up
DROP INDEX users_fax_idx;

-- migrate:down
CREATE INDEX users_fax_idx ON users (fax);
