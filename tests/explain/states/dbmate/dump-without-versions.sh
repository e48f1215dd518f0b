# A dump without the version table was restored.
up_to 0003
pg_dump -T schema_migrations --clean "$DATABASE_URL" >dump.sql
sql "DROP TABLE schema_migrations"
psql -q "$DATABASE_URL" -f dump.sql >/dev/null
