-- migrate:up
ALTER TABLE plans ADD COLUMN seats integer NOT NULL DEFAULT 1;

INSERT INTO plans (code, price, seats) VALUES ('team', 4900, 10);

-- migrate:down
ALTER TABLE plans DROP COLUMN seats;
