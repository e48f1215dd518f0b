# Made by a dump, without the history.
flyway_here migrate
sql "DROP TABLE flyway_schema_history; ALTER TABLE orders DROP COLUMN note"
