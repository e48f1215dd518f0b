-- migrate:up
CREATE MATERIALIZED VIEW current_admins AS TABLE admins;
CREATE UNIQUE INDEX one_admin ON current_admins (is_admin);
-- migrate:down
DROP MATERIALIZED VIEW current_admins;
