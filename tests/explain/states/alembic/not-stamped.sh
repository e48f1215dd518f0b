# Somebody ran a revision by hand, by the SQL that Alembic writes, without its last line.
alembic upgrade 0003
alembic upgrade 0003:0004 --sql | sed '/alembic_version/d' | psql -q "$DATABASE_URL" -v ON_ERROR_STOP=1
