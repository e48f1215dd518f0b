# Made by a dump, without diesel's table.
diesel_here
sql "DROP TABLE __diesel_schema_migrations; DROP TABLE orders; ALTER TABLE users DROP COLUMN name"
