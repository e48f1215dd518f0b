# run_in_transaction = false: the index failed of rows, and nothing is noted.
sql "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL); INSERT INTO users VALUES (1, 'a'), (2, 'a')"
fails diesel_here
sql "INSERT INTO __diesel_schema_migrations (version) VALUES ('20240101000000')"
fails diesel_here
