-- migrate:up
CREATE FUNCTION first() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN 'a  b';
END;
$$;
CREATE FUNCTION second() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN 'a  b';
END;
$$;

-- migrate:down
DROP FUNCTION first();
DROP FUNCTION second();
