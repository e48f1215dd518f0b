-- migrate:up
CREATE TABLE totals (id int PRIMARY KEY, amount numeric NOT NULL DEFAULT 0);
CREATE TABLE orders (id int PRIMARY KEY, price numeric NOT NULL);
CREATE FUNCTION add_to_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE totals SET amount = amount + NEW.price;
  RETURN NULL;
END $$;
CREATE TRIGGER orders_total AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION add_to_totals();
CREATE TABLE letters (id int PRIMARY KEY, body text);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'letters are never changed' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER letters_stay BEFORE UPDATE ON letters FOR EACH ROW EXECUTE FUNCTION refuse();

-- migrate:down
DROP TABLE letters, orders, totals;
DROP FUNCTION add_to_totals, refuse;
