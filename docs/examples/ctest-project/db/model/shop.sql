CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL,
  newsletter boolean NOT NULL DEFAULT false
);
CREATE INDEX customers_email_idx ON customers (email);

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer bigint NOT NULL REFERENCES customers,
  placed timestamptz NOT NULL DEFAULT now(),
  cents integer NOT NULL CHECK (cents >= 0)
);
CREATE INDEX orders_customer_idx ON orders (customer);
