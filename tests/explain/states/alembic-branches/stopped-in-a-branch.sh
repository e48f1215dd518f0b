# One branch is applied, and the other stopped after its autocommit_block.
alembic upgrade b1
sql "CREATE TABLE notes_body_idx ()"
fails alembic upgrade c1
