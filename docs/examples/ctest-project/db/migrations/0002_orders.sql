-- migrate:up
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer bigint NOT NULL REFERENCES customers,
  placed timestamptz NOT NULL DEFAULT now(),
  cents integer NOT NULL CHECK (cents >= 0)
);
CREATE INDEX orders_customer_idx ON orders (customer);

-- migrate:down
DROP TABLE orders;
