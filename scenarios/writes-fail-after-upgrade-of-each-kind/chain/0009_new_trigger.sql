-- migrate:up
CREATE FUNCTION check_city() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.nmae IS NULL THEN RAISE 'a city needs a name'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cities_check BEFORE INSERT OR UPDATE ON cities FOR EACH ROW EXECUTE FUNCTION check_city();

-- migrate:down
DROP TRIGGER cities_check ON cities;
DROP FUNCTION check_city;
