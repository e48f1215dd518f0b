-- migrate:up
DROP FUNCTION first();

-- migrate:down
CREATE FUNCTION first() RETURNS text LANGUAGE plpgsql AS $$
  BEGIN
  RETURN 'a  b';  -- as it was
  END;
$$;
