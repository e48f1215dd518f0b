-- migrate:up
CREATE TABLE invoices (user_id bigint NOT NULL REFERENCES users);

-- migrate:down
DROP TABLE invoices;
