# Each statement of the revision can be run again; the second of three failed of rows.
mv chain/00002_unique_email.sql .
goose_here up
mv 00002_unique_email.sql chain
sql "INSERT INTO users VALUES (1, 'a'), (2, 'a')"
fails goose_here up
