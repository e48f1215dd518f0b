# A dump of an older revision, without alembic_version.
alembic upgrade 0002
pg_dump -T alembic_version --clean "$DATABASE_URL" >dump.sql
sql "DROP TABLE alembic_version"
psql -q "$DATABASE_URL" -f dump.sql >/dev/null
