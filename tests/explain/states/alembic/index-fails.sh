# What stands before an autocommit_block is committed; the index in it fails of rows.
alembic upgrade 0002
sql "INSERT INTO users VALUES (1, 'a@x'), (2, 'a@x')"
fails alembic upgrade head
