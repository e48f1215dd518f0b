CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE invoices (user_id bigint NOT NULL REFERENCES users);
