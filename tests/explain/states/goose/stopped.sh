# NO TRANSACTION: the third of four statements failed of rows.
mv chain/00003_unique_email.sql chain/00004_notes.sql .
goose_here up
mv 00003_unique_email.sql 00004_notes.sql chain
sql "INSERT INTO users VALUES (1, 'a'), (2, 'a')"
fails goose_here up
