-- migrate:up
CREATE TABLE accounts (id int PRIMARY KEY, plan text NOT NULL);
CREATE FUNCTION set_of(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('%s accounts %s plan = %L', 'UPDATE', 'SET', name);
END $$;
-- migrate:down
DROP FUNCTION set_of(text);
DROP TABLE accounts;
