# Both branches are applied, and the row of one of them is lost.
alembic upgrade b1
alembic upgrade c1
sql "DELETE FROM alembic_version WHERE version_num = 'c1'"
