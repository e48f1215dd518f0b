-- migrate:up
CREATE TABLE products (
  id int PRIMARY KEY,
  price int NOT NULL,
  CONSTRAINT price_not_absurd CHECK (price > -1000),
  CONSTRAINT price_positive CHECK (price > 0)
);
CREATE UNIQUE INDEX products_id_key ON products (id);

-- migrate:down
DROP TABLE products;
