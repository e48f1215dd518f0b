# The row names a revision whose file is not here.
alembic upgrade 0003
sql "UPDATE alembic_version SET version_num = 'deadbeef'"
