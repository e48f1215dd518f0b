-- migrate:up
CREATE TABLE function_users AS SELECT is_admin FROM users WHERE is_admin IS NOT NULL;
ALTER TABLE function_users ADD PRIMARY KEY (is_admin);
-- migrate:down
DROP TABLE function_users;
