CREATE TABLE phones (hash bytea NOT NULL);
