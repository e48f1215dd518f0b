-- migrate:up
CREATE TABLE users (id bigint PRIMARY KEY, made_by name NOT NULL DEFAULT current_user);
INSERT INTO users (id) VALUES (1);
GRANT SELECT ON users TO app_reader;
DO $$ BEGIN
  IF session_user <> 'app_owner' OR current_user <> 'app_owner' THEN RAISE 'this is not the role'; END IF;
  IF (SELECT made_by FROM users) <> 'app_owner' THEN RAISE 'nor is that of the default'; END IF;
END $$;

-- migrate:down
DROP TABLE users;
