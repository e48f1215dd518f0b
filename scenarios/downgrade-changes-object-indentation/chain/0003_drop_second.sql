-- migrate:up
DROP FUNCTION second();

-- migrate:down
CREATE FUNCTION second() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN 'a b';
END;
$$;
