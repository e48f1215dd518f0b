# All of it is there; the connection was lost before the row.
goose_here up
sql "DELETE FROM goose_db_version WHERE version_id >= 3"
sql "ALTER TABLE orders DROP COLUMN note"
