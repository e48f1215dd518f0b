# As sqlx before 0.6 left it: a row that says so, and the first of two statements.
mv migrations/3_order_notes.sql .
sqlx_here
mv 3_order_notes.sql migrations
sql "CREATE TABLE orders (id bigint PRIMARY KEY)"
sql "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (3, 'order notes', false, sha384('$(sed "s/'/''/g" migrations/3_order_notes.sql)
'), -1)"
