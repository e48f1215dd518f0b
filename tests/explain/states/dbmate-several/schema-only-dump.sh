# A dump of the schema alone: no version table, and no rows that revisions wrote.
dbmate_here migrate
pg_dump --schema-only --clean -T schema_migrations "$DATABASE_URL" >dump.sql
sql "DROP TABLE schema_migrations"
psql -q "$DATABASE_URL" -f dump.sql >/dev/null
