-- migrate:up
CREATE TABLE products (number int PRIMARY KEY, name text NOT NULL);
CREATE TABLE stock (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product int NOT NULL CONSTRAINT stock_product_fkey REFERENCES products
);
CREATE TABLE customers (number int PRIMARY KEY);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer int NOT NULL REFERENCES customers ON UPDATE NO ACTION
);
CREATE TABLE currencies (code char(3) PRIMARY KEY);
CREATE TABLE prices (
  product int NOT NULL,
  currency char(3) NOT NULL REFERENCES currencies ON UPDATE CASCADE,
  PRIMARY KEY (product, currency)
);

-- migrate:down
DROP TABLE prices;
DROP TABLE currencies;
DROP TABLE orders;
DROP TABLE customers;
DROP TABLE stock;
DROP TABLE products;
