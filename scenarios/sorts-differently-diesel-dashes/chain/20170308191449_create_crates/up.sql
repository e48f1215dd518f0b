CREATE TABLE crates (id integer PRIMARY KEY, name text NOT NULL);
