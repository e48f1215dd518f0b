-- Deploy shop:orders to pg

BEGIN;

CREATE TABLE orders (id bigint PRIMARY KEY, customer text NOT NULL, amount numeric NOT NULL);

COMMIT;
