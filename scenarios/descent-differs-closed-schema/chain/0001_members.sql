-- migrate:up
CREATE TABLE members (name text PRIMARY KEY);
REVOKE USAGE ON SCHEMA public FROM PUBLIC;

-- migrate:down
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM members) THEN
    GRANT USAGE ON SCHEMA public TO PUBLIC;
  END IF;
END;
$$;
DROP TABLE members;
