# One branch is applied, and the merge of both was stamped.
alembic upgrade c1
alembic stamp d1
