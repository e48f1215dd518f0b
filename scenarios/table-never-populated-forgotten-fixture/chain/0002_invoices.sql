-- migrate:up
CREATE TABLE invoices (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users);

-- migrate:down
DROP TABLE invoices;
