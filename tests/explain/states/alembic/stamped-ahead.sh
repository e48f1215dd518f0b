# Somebody stamped what never ran.
alembic upgrade 0002
alembic stamp head
