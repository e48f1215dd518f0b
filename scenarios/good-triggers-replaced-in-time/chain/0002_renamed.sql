-- migrate:up
ALTER TABLE totals RENAME COLUMN amount TO sum;
CREATE OR REPLACE FUNCTION add_to_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE totals SET sum = sum + NEW.price;
  RETURN NULL;
END $$;

-- migrate:down
CREATE OR REPLACE FUNCTION add_to_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE totals SET amount = amount + NEW.price;
  RETURN NULL;
END $$;
ALTER TABLE totals RENAME COLUMN sum TO amount;
