-- migrate:up
TRUNCATE sessions;
ALTER TABLE sessions ADD COLUMN user_id int NOT NULL;

-- migrate:down
ALTER TABLE sessions DROP COLUMN user_id;
