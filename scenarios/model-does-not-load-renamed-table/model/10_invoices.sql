CREATE TABLE invoices (user_id bigint NOT NULL REFERENCES accounts);
