-- migrate:up
CREATE EXTENSION btree_gist;
CREATE TYPE state AS ENUM ('new', 'paid', 'lost');
CREATE DOMAIN percent AS integer;
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id bigint,
  code text,
  quantity integer,
  discount percent,
  state state NOT NULL,
  note text
);
CREATE TABLE bookings (id bigint PRIMARY KEY, room integer NOT NULL, during tsrange NOT NULL);

-- migrate:down
DROP TABLE bookings;
DROP TABLE orders;
DROP TABLE customers;
DROP DOMAIN percent;
DROP TYPE state;
DROP EXTENSION btree_gist;
