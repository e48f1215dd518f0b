-- migrate:up
CREATE TABLE invoices (user_id bigint NOT NULL REFERENCES users, total integer NOT NULL);

-- migrate:down
DROP TABLE invoices;
