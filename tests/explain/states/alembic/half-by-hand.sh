# Somebody ran the beginning of a revision by hand.
alembic upgrade 0003
sql "ALTER TABLE orders ADD COLUMN note text"
