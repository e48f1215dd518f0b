# The autocommit_block is through, and what comes after it fails of rows.
alembic upgrade 0003
sql "INSERT INTO orders VALUES (1)"
fails alembic upgrade head
