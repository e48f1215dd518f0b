CREATE TABLE versions (crate_id integer NOT NULL REFERENCES crates, num text NOT NULL);
