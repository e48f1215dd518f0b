-- migrate:up
CREATE TABLE ledger (id bigint PRIMARY KEY, amount numeric);
CREATE FUNCTION closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is closed';
END $$;
CREATE TRIGGER closed BEFORE INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION closed();

-- migrate:down
DROP TABLE ledger;
DROP FUNCTION closed();
