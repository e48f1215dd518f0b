-- migrate:up
CREATE TABLE orders (id bigint PRIMARY KEY, placed timestamp NOT NULL);
INSERT INTO app.orders VALUES (1, '2024-07-01 12:00');

-- migrate:down
DROP TABLE app.orders;
