# Made by a dump, without sqlx's table: the rows need the files' checksums.
sqlx_here
sql "DROP TABLE _sqlx_migrations; DROP TABLE orders"
