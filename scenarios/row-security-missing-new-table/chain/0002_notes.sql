-- migrate:up
CREATE TABLE notes (id bigint PRIMARY KEY, tenant_id int NOT NULL REFERENCES tenants, body text NOT NULL);
CREATE TABLE archive AS SELECT * FROM orders;

-- migrate:down
DROP TABLE archive, notes;
