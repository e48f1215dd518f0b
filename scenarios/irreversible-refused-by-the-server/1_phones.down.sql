DO $$
BEGIN
  RAISE EXCEPTION 'phones are hashed';
END
$$;
