# no-transaction: the index failed of rows, and nothing is noted.
mv migrations/2_unique_email.sql migrations/3_order_notes.sql .
sqlx_here
mv 2_unique_email.sql 3_order_notes.sql migrations
sql "INSERT INTO users VALUES (1, 'a'), (2, 'a')"
fails sqlx_here
