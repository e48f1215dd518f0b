# The version table is empty, and the schema is not.
alembic upgrade 0003
sql "DELETE FROM alembic_version"
